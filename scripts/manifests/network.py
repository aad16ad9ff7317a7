"""Rules of what may talk to what."""

from typing import Iterator

from fleet import Fleet, Workload, matches

SERVERS = {"postgres": 5432, "redis": 6379}


def check(fleet: Fleet) -> Iterator[str]:
    yield from _services(fleet)
    yield from _policies(fleet)
    yield from _ways(fleet)
    yield from _budgets(fleet)


def _services(fleet: Fleet) -> Iterator[str]:
    for service in fleet.of("Service"):
        name, spec = service["metadata"]["name"], service["spec"]
        pods = list(fleet.selected({"matchLabels": spec["selector"]}))
        if not pods:
            yield f"Service {name}: its selector matches no pods"
        for port in spec["ports"]:
            if not all(pod.has_port(port["targetPort"]) for pod in pods):
                yield f"Service {name}: its pods have no port {port['targetPort']}"
    for ingress in fleet.of("Ingress"):
        for path in (path for rule in ingress["spec"]["rules"] for path in rule["http"]["paths"]):
            backend = path["backend"]["service"]
            service = fleet.find("Service", backend["name"])
            if not service or backend["port"]["name"] not in {port["name"] for port in service["spec"]["ports"]}:
                yield f"Ingress {ingress['metadata']['name']}: there is no port {backend} of a Service"


def _policies(fleet: Fleet) -> Iterator[str]:
    everything = {"podSelector": {}, "policyTypes": ["Ingress", "Egress"]}
    if not any(policy["spec"] == everything for policy in fleet.of("NetworkPolicy")):
        yield "no NetworkPolicy denies everything that no other allows"
    for policy in fleet.of("NetworkPolicy"):
        name, spec = policy["metadata"]["name"], policy["spec"]
        own = list(fleet.selected(spec["podSelector"]))
        if not own and name != "keda":
            yield f"NetworkPolicy {name}: it selects no pods"
        for rule in spec.get("ingress", []):
            for port in rule.get("ports", []):
                if own and not any(pod.has_port(port["port"]) for pod in own):
                    yield f"NetworkPolicy {name}: none of its pods has port {port['port']}"
        for rule in spec.get("egress", []):
            for peer in (peer for peer in rule.get("to", []) if "podSelector" in peer):
                there = list(fleet.selected(peer["podSelector"]))
                for port in rule["ports"]:
                    if not any(pod.has_port(port["port"]) for pod in there):
                        yield f"NetworkPolicy {name}: nothing that it may reach has port {port['port']}"


def _ways(fleet: Fleet) -> Iterator[str]:
    """What must get through does."""
    for process in fleet.processes:
        for server, port in SERVERS.items():
            if not _may(fleet, process, "egress", port):
                yield f"Deployment {process.name}: no NetworkPolicy lets it reach {server}"
        for name in process.ports:
            if not _may(fleet, process, "ingress", name):
                yield f"Deployment {process.name}: no NetworkPolicy lets anyone in to its port {name}"
    for workload in fleet.workloads:
        if not _may(fleet, workload, "egress", 53):
            yield f"{workload.kind} {workload.name}: no NetworkPolicy lets it resolve names"
    if (migration := fleet.find("Job", "migrate")) and not _may(fleet, Workload(migration), "egress", 5432):
        yield "Job migrate: no NetworkPolicy lets it reach postgres"
    if (scheduler := fleet.find("Deployment", "feed-scheduler")) and not _may(fleet, Workload(scheduler), "egress", 443):
        yield "Deployment feed-scheduler: no NetworkPolicy lets it reach feeds"


def _may(fleet: Fleet, workload: Workload, direction: str, port: str | int) -> bool:
    return any(
        port in {entry["port"] for entry in rule.get("ports", [])}
        for policy in fleet.of("NetworkPolicy") if matches(policy["spec"]["podSelector"], workload.labels)
        for rule in policy["spec"].get(direction, [])
    )


def _budgets(fleet: Fleet) -> Iterator[str]:
    guarded = set()
    for budget in fleet.of("PodDisruptionBudget"):
        names = {workload.name for workload in fleet.selected(budget["spec"]["selector"])}
        if names != {budget["metadata"]["name"]}:
            yield f"PodDisruptionBudget {budget['metadata']['name']}: it selects {sorted(names)}"
        guarded |= names
    for process in fleet.processes:
        if process.name not in guarded:
            yield f"Deployment {process.name}: it has no PodDisruptionBudget"
