"""Rules of what scales the Deployments: KEDA's fields by hand, the fleet's metrics and streams, one set of numbers."""

import math
import re
from typing import Iterator

from fleet import Fleet

SPEC = {
    "scaleTargetRef", "minReplicaCount", "maxReplicaCount", "pollingInterval", "cooldownPeriod", "fallback", "advanced",
    "triggers",
}
TRIGGER = {"type", "name", "metricType", "metadata", "authenticationRef"}
# Of each trigger: the fields it may have, and those it must.
FIELDS = {
    "cpu": ({"value"}, {"value"}),
    "prometheus": (
        {"serverAddress", "query", "threshold", "activationThreshold", "ignoreNullValues"},
        {"serverAddress", "query", "threshold"},
    ),
    "redis-streams": (
        {"address", "stream", "consumerGroup", "lagCount", "activationLagCount", "pendingEntriesCount"},
        {"address", "stream", "consumerGroup"},
    ),
}
STREAM = re.compile(r"fx:\{s0\}:(?P<stage>\w+):(?P<class>\w+):00")


def check(fleet: Fleet) -> Iterator[str]:
    for scaled in fleet.of("ScaledObject"):
        for problem in [*_scaled_object(scaled["spec"]), *_triggers(fleet, scaled)]:
            yield f"ScaledObject {scaled['metadata']['name']}: {problem}"
    for scaler in fleet.of("HorizontalPodAutoscaler"):
        for metric in (metric["external"]["metric"] for metric in scaler["spec"]["metrics"] if "external" in metric):
            labels = metric["selector"]["matchLabels"]
            for problem in _series(fleet, metric["name"], labels):
                yield f"HorizontalPodAutoscaler {scaler['metadata']['name']}: {problem}"
    for kind in ("ScaledObject", "HorizontalPodAutoscaler"):
        for scaler in fleet.of(kind):
            name = scaler["spec"]["scaleTargetRef"]["name"]
            target = fleet.find("Deployment", name)
            if not target:
                yield f"{kind} {scaler['metadata']['name']}: there is no Deployment {name}"
            elif "replicas" in target["spec"]:
                yield f"Deployment {name}: it names its replicas, and so sets back what scales it with each apply"
    yield from _connections(fleet)


def _scaled_object(spec: dict) -> Iterator[str]:
    if unknown := set(spec) - SPEC:
        yield f"KEDA knows no {sorted(unknown)}"
    least, most = spec.get("minReplicaCount", 0), spec.get("maxReplicaCount", 100)
    if not 1 <= least <= most:
        yield f"it needs 1 ≤ minReplicaCount ≤ maxReplicaCount, and has {least} and {most}"
    fallback = spec.get("fallback")
    if fallback and not least <= fallback.get("replicas", -1) <= most:
        yield "its fallback's replicas are not between its least and its most"
    if fallback and fallback.get("behavior") != "currentReplicasIfHigher":
        yield "its fallback may take replicas away while it is blind"
    if not fallback and any(trigger["type"] != "cpu" for trigger in spec["triggers"]):
        yield "it has no fallback for a source that is silent"
    for trigger in spec["triggers"]:
        yield from _fields(trigger)
    modifiers = spec.get("advanced", {}).get("scalingModifiers")
    if modifiers:
        names = {trigger.get("name") for trigger in spec["triggers"]}
        used = set(re.findall(r"[a-z]\w*", modifiers["formula"])) - {"max", "min"}
        if names != used:
            yield f"its formula uses {sorted(used)}, but its triggers are {sorted(map(str, names))}"
        yield from _positive("target", modifiers["target"])


def _fields(trigger: dict) -> Iterator[str]:
    if unknown := set(trigger) - TRIGGER:
        yield f"a trigger has no field {sorted(unknown)}"
    if trigger["type"] not in FIELDS:
        yield f"there is no trigger {trigger['type']}"
        return
    known, needed = FIELDS[trigger["type"]]
    metadata = trigger["metadata"]
    if unknown := set(metadata) - known:
        yield f"the trigger {trigger['type']} has no field {sorted(unknown)}"
    if missing := needed - set(metadata):
        yield f"the trigger {trigger['type']} needs {sorted(missing)}"
    for name, value in metadata.items():
        if not isinstance(value, str):
            yield f"KEDA takes {name} as text only: quote it"
        elif name in ("value", "threshold", "lagCount", "pendingEntriesCount"):
            yield from _positive(name, value)
        elif name.startswith("activation") and value != "0":
            yield f"{name} is {value}: one waiting job must count"


def _positive(name: str, value: str) -> Iterator[str]:
    try:
        if float(value) > 0:
            return
    except ValueError:
        pass
    yield f"{name} is {value}, and must be a number above 0"


def _triggers(fleet: Fleet, scaled: dict) -> Iterator[str]:
    for trigger in scaled["spec"]["triggers"]:
        metadata = trigger["metadata"]
        if trigger["type"] == "prometheus":
            for name, labels in re.findall(r"(fixops_\w+)\{(.*?)\}", metadata.get("query", "")):
                pairs = dict(re.findall(r'(\w+)="(.*?)"', labels))
                if pairs.pop("namespace", None) != scaled["metadata"].get("namespace"):
                    yield f"its query asks another namespace than its own: {metadata['query']}"
                yield from _series(fleet, name, pairs)
        if trigger["type"] == "redis-streams":
            yield from _stream(fleet, metadata)


def _series(fleet: Fleet, name: str, labels: dict) -> Iterator[str]:
    if name not in fleet.code.metrics:
        yield f"the code has no metric {name}"
    if labels.get("stage") not in fleet.code.stages or labels.get("class") not in fleet.code.classes:
        yield f"{name} has no series with {labels}"


def _stream(fleet: Fleet, metadata: dict) -> Iterator[str]:
    found = STREAM.fullmatch(metadata.get("stream", ""))
    if not found or found["stage"] not in fleet.code.stages or found["class"] not in fleet.code.classes:
        yield f"the fleet has no stream {metadata.get('stream')}"
    if metadata.get("consumerGroup") != fleet.code.group:
        yield f"the fleet's consumer group is {fleet.code.group}"
    for name in ("FIXOPS_LANES", "FIXOPS_SHARDS"):
        if fleet.configuration.get(name, "1") != "1":
            yield f"{name} is not 1: a trigger of one stream would be blind for the others"


def _connections(fleet: Fleet) -> Iterator[str]:
    """The figure that docs/operations.md gives for PostgreSQL's max_connections, while everything is rolled out at once."""
    most = {item["spec"]["scaleTargetRef"]["name"]: item["spec"]["maxReplicaCount"] for item in fleet.of("ScaledObject")}
    if not most:
        return
    total = 0
    for process in fleet.processes:
        replicas = most.get(process.name, process.item["spec"].get("replicas", 1))
        surge = int(process.item["spec"]["strategy"]["rollingUpdate"]["maxSurge"].rstrip("%")) / 100
        total += fleet.code.connections[process.name] * (replicas + math.ceil(replicas * surge))
    if f"at most {total} connections" not in fleet.code.operations:
        yield f"docs/operations.md does not say that the fleet opens at most {total} connections"


def agreement(fleets: dict[str, Fleet]) -> Iterator[str]:
    """The ways to scale are ways to say the same numbers."""
    keda, lag, hpa = (_numbers(fleets[name]) for name in ("keda", "keda-lag", "hpa"))
    for name, numbers in keda.items():
        for other, title in ((lag, "keda-lag"), (hpa, "hpa")):
            if other.get(name) != numbers:
                yield f"components/{title} scales {name} by {other.get(name)}, and components/keda by {numbers}"


def _numbers(fleet: Fleet) -> dict[str, tuple]:
    """Of each Deployment: least, most, and the jobs a replica of both classes."""
    found = {}
    for item in fleet.of("ScaledObject", "HorizontalPodAutoscaler"):
        spec, jobs = item["spec"], {}
        for trigger in spec.get("triggers", []):
            data = trigger["metadata"]
            if label := re.search(r'fixops_stage_demand.*class="(\w+)"', data.get("query", "")):
                jobs[label[1]] = data.get("threshold")
            elif label := STREAM.fullmatch(data.get("stream", "")):
                jobs[label["class"]] = data.get("lagCount") or data.get("pendingEntriesCount")
        for metric in spec.get("metrics", []):
            external = metric.get("external")
            if external and external["metric"]["name"] == "fixops_stage_demand":
                jobs[external["metric"]["selector"]["matchLabels"]["class"]] = external["target"]["averageValue"]
        least, most = spec.get("minReplicaCount", spec.get("minReplicas")), spec.get("maxReplicaCount", spec.get("maxReplicas"))
        found[spec["scaleTargetRef"]["name"]] = (least, most, tuple(sorted(jobs.items())))
    return found
