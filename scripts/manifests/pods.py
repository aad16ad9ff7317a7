"""Rules of pods: what they may, what they need, and that they are what the code is."""

import re
from typing import Iterator

from fleet import Fleet, Workload

PROBES = ("startupProbe", "livenessProbe", "readinessProbe")
UNITS = {"Ki": 2**10, "Mi": 2**20, "Gi": 2**30}
# Secrets that an overlay may leave to the operator.
OUTSIDE = {"fixops-servers", "fixops-gateway"}
# Reading a hostile report takes up to 14 times its bytes; the process itself takes the rest.
HOSTILE, OWN_BYTES = 14, 64 * 2**20


def check(fleet: Fleet) -> Iterator[str]:
    for workload in fleet.workloads:
        for problem in [*_confinement(workload), *_references(fleet, workload)]:
            yield f"{workload.kind} {workload.name}: {problem}"
    for process in fleet.processes:
        for problem in [*_process(fleet, process), *_probes(fleet, process)]:
            yield f"Deployment {process.name}: {problem}"
    expected = fleet.code.executables - {"fixops"}
    for name in expected - {process.name for process in fleet.processes}:
        yield f"the executable {name} has no Deployment"
    yield from _settings(fleet)


def _confinement(workload: Workload) -> Iterator[str]:
    pod = workload.pod
    security = pod.get("securityContext", {})
    if not security.get("runAsNonRoot"):
        yield "its pods may run as root"
    if security.get("seccompProfile") != {"type": "RuntimeDefault"}:
        yield "its pods have no seccomp profile RuntimeDefault"
    if pod.get("automountServiceAccountToken") is not False:
        yield "its pods get a service account's token"
    if pod.get("enableServiceLinks") is not False:
        yield "its pods get a variable for each Service, and FIXOPS_… ones would stop the start"
    for container in pod["containers"] + pod.get("initContainers", []):
        own = container.get("securityContext", {})
        if own.get("allowPrivilegeEscalation") is not False:
            yield f"container {container['name']} may escalate privileges"
        if own.get("readOnlyRootFilesystem") is not True:
            yield f"container {container['name']} can write to its image"
        if own.get("capabilities") != {"drop": ["ALL"]}:
            yield f"container {container['name']} keeps capabilities"
        for bound in ("requests", "limits"):
            if missing := {"cpu", "memory"} - set(container.get("resources", {}).get(bound, {})):
                yield f"container {container['name']} has no {bound} of {sorted(missing)}"


def _references(fleet: Fleet, workload: Workload) -> Iterator[str]:
    for source in workload.container.get("envFrom", []):
        for kind, reference in (("ConfigMap", source.get("configMapRef")), ("Secret", source.get("secretRef"))):
            if reference and not _exists(fleet, kind, reference["name"]):
                yield f"there is no {kind} {reference['name']}"
    for variable in workload.container.get("env", []):
        reference = variable.get("valueFrom", {}).get("secretKeyRef")
        if reference and not _exists(fleet, "Secret", reference["name"]):
            yield f"there is no Secret {reference['name']}"


def _exists(fleet: Fleet, kind: str, name: str) -> bool:
    has_own = bool(fleet.of("Secret"))
    return fleet.find(kind, name) is not None or (kind == "Secret" and not has_own and name in OUTSIDE)


def _process(fleet: Fleet, process: Workload) -> Iterator[str]:
    spec, pod, container = process.item["spec"], process.pod, process.container
    if container.get("command", [None])[0] not in fleet.code.executables or container["command"] != [process.name]:
        yield f"its command {container.get('command')} is no executable of its name"
    if spec["selector"] != {"matchLabels": {"app.kubernetes.io/component": process.name}}:
        yield "its selector is not its component's label"
    if not list(fleet.selected(spec["selector"])) == [process]:
        yield "its selector does not match exactly its own pods"
    sleep = container.get("lifecycle", {}).get("preStop", {}).get("exec", {}).get("command", ["sleep", "0"])
    needed = fleet.code.drain_seconds + 10 + int(sleep[-1])
    if pod.get("terminationGracePeriodSeconds") != needed:
        yield f"terminationGracePeriodSeconds must be {needed}: the drain's deadline, 10 more and the preStop's sleep"
    if spec.get("strategy", {}).get("rollingUpdate", {}).get("maxUnavailable") != 0:
        yield "a rollout takes pods away before new ones are ready"
    for constraint in pod.get("topologySpreadConstraints", [{}]):
        labels = constraint.get("labelSelector", {}).get("matchLabels", {"none": None})
        if not labels.items() <= process.labels.items():
            yield "a topology spread constraint does not select its own pods"
    yield from _budget(process)


def _budget(process: Workload) -> Iterator[str]:
    inflight = {v["name"]: v.get("value") for v in process.container.get("env", [])}.get("FIXOPS_INFLIGHT_BYTES")
    if process.name != "normalizer":
        return
    limit = _bytes(process.container["resources"]["limits"]["memory"])
    if inflight is None or HOSTILE * int(inflight) + OWN_BYTES > limit:
        yield f"its memory limit has no room for {HOSTILE} times FIXOPS_INFLIGHT_BYTES"


def _bytes(quantity: str) -> int:
    number, unit = re.fullmatch(r"(\d+)(\w*)", quantity).groups()
    return int(number) * UNITS.get(unit, 1)


def _probes(fleet: Fleet, process: Workload) -> Iterator[str]:
    for name in PROBES:
        get = process.container.get(name, {}).get("httpGet")
        if not get:
            yield f"it has no {name} over HTTP"
            continue
        if not process.has_port(get["port"]):
            yield f"its {name} asks port {get['port']}, which it does not have"
        if get["path"] not in fleet.code.probe_paths:
            yield f"its {name} asks {get['path']}, which the health port does not answer"
    wanted = {"health": fleet.configuration.get("FIXOPS_HEALTH_LISTEN", "")}
    wanted["http"] = {v["name"]: v.get("value") for v in process.container.get("env", [])}.get("FIXOPS_LISTEN", "")
    for name, number in process.ports.items():
        if not wanted.get(name, "").endswith(f":{number}"):
            yield f"its port {name} is {number}, but the process is told to listen on {wanted.get(name) or 'nothing'}"


def _settings(fleet: Fleet) -> Iterator[str]:
    names = set(fleet.configuration)
    names |= {key for secret in fleet.of("Secret") for key in secret.get("data", {})}
    names |= {variable["name"] for workload in fleet.workloads for variable in workload.container.get("env", [])}
    for name in sorted(names):
        if name.startswith("FIXOPS_") and name not in fleet.code.settings:
            yield f"{name} is no setting of the code"
    for key, value in fleet.configuration.items():
        if re.search(r"://[^/@]*:[^/@]+@", value):
            yield f"the ConfigMap's {key} holds a password"
    if fleet.title != "overlays/local" and fleet.of("Secret"):
        yield "secret values stand in the manifests"
