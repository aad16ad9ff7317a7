"""The Kubernetes API's own schemas, of the oldest and the newest version that the manifests are meant for."""

import json
from functools import cache
from typing import Iterator

import kubernetes_validate

from fleet import Fleet

VERSIONS = ("1.30", "1.37")
# Custom resources, which other rules check by hand.
CUSTOM = {"ScaledObject", "TriggerAuthentication", "PodMonitor", "PrometheusRule"}


def check(fleet: Fleet) -> Iterator[str]:
    for item in fleet.objects:
        if item["kind"] not in CUSTOM:
            for problem in _problems(json.dumps(item, sort_keys=True)):
                yield f"{item['kind']} {item['metadata']['name']}: {problem}"


@cache
def _problems(text: str) -> tuple[str, ...]:
    found = []
    for version in VERSIONS:
        try:
            kubernetes_validate.validate(json.loads(text), version, strict=True)
        except kubernetes_validate.ValidationError as error:
            found.append(f"Kubernetes {version} refuses {'.'.join(map(str, error.path))}: {error.message}")
        except kubernetes_validate.SchemaNotFoundError as error:
            found.append(f"Kubernetes {version} knows no such kind: {error}")
    return tuple(found)
