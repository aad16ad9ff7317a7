"""The objects of one rendered kustomization, with the questions that rules ask of them."""

from dataclasses import dataclass
from typing import Iterator

from code_facts import Code


@dataclass
class Workload:
    """A Deployment, StatefulSet or Job and its pods' template."""

    item: dict

    @property
    def kind(self) -> str:
        return self.item["kind"]

    @property
    def name(self) -> str:
        return self.item["metadata"]["name"]

    @property
    def pod(self) -> dict:
        return self.item["spec"]["template"]["spec"]

    @property
    def labels(self) -> dict:
        return self.item["spec"]["template"]["metadata"].get("labels", {})

    @property
    def container(self) -> dict:
        return self.pod["containers"][0]

    @property
    def ports(self) -> dict[str, int]:
        return {port["name"]: port["containerPort"] for port in self.container.get("ports", [])}

    def has_port(self, port: str | int) -> bool:
        return port in self.ports if isinstance(port, str) else port in self.ports.values()


@dataclass
class Fleet:
    """What one kustomization renders to."""

    title: str
    objects: list[dict]
    code: Code

    def of(self, *kinds: str) -> list[dict]:
        return [item for item in self.objects if item["kind"] in kinds]

    def find(self, kind: str, name: str) -> dict | None:
        return next((item for item in self.of(kind) if item["metadata"]["name"] == name), None)

    @property
    def workloads(self) -> list[Workload]:
        return [Workload(item) for item in self.of("Deployment", "StatefulSet", "Job")]

    @property
    def processes(self) -> list[Workload]:
        return [workload for workload in self.workloads if workload.kind == "Deployment"]

    @property
    def configuration(self) -> dict[str, str]:
        return (self.find("ConfigMap", "fixops") or {}).get("data", {})

    def selected(self, selector: dict) -> Iterator[Workload]:
        return (workload for workload in self.workloads if matches(selector, workload.labels))


def matches(selector: dict, labels: dict) -> bool:
    """Whether a label selector takes `labels`; an empty one takes all."""
    return all(labels.get(key) == value for key, value in selector.get("matchLabels", {}).items()) and all(
        rule["operator"] == "In" and labels.get(rule["key"]) in rule["values"]
        for rule in selector.get("matchExpressions", [])
    )
