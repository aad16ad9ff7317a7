"""Renders the part of kustomize that deploy/kubernetes uses: the manifests are checked on a machine without kubectl too."""

import base64
import copy
import re
from functools import cache
from pathlib import Path

import yaml

KNOWN = {
    "apiVersion", "kind", "namespace", "resources", "components", "patches", "images", "generatorOptions",
    "secretGenerator",
}


class KustomizeProblem(Exception):
    """A kustomization that cannot be rendered, as a sentence."""


def render(folder: Path) -> list[dict]:
    """The objects of the kustomization in `folder`."""
    return _apply(folder, [])


def documents(path: Path) -> list[dict]:
    try:
        return copy.deepcopy([document for document in _parsed(path.read_text()) if document])
    except (OSError, yaml.YAMLError) as error:
        raise KustomizeProblem(f"{path}: {error}") from error


@cache
def _parsed(text: str) -> list:
    return list(yaml.load_all(text, yaml.CSafeLoader))


def _apply(folder: Path, objects: list[dict]) -> list[dict]:
    [rules] = documents(folder / "kustomization.yaml")
    if unknown := set(rules) - KNOWN:
        raise KustomizeProblem(f"{folder}: scripts/manifests/kustomize.py does not know {sorted(unknown)}")
    for name in rules.get("resources", []):
        path = folder / name
        objects = objects + (_apply(path, []) if path.is_dir() else documents(path))
    for name in rules.get("components", []):
        objects = _apply(folder / name, objects)
    objects = objects + [_secret(secret) for secret in rules.get("secretGenerator", [])]
    for patch in rules.get("patches", []):
        _patch(folder, patch, objects)
    for item in objects:
        if namespace := rules.get("namespace"):
            item["metadata"]["name" if item["kind"] == "Namespace" else "namespace"] = namespace
        for container in _containers(item):
            _rename(container, rules.get("images", []))
    return objects


def _secret(rules: dict) -> dict:
    pairs = (literal.split("=", 1) for literal in rules["literals"])
    data = {key: base64.b64encode(value.encode()).decode() for key, value in pairs}
    return {
        "apiVersion": "v1", "kind": "Secret", "metadata": {"name": rules["name"]}, "type": "Opaque", "data": data,
    }


def _patch(folder: Path, rules: dict, objects: list[dict]) -> None:
    text = (folder / rules["path"]).read_text() if "path" in rules else rules["patch"]
    target = rules["target"]
    found = [
        item for item in objects
        if item["kind"] == target["kind"] and re.fullmatch(target.get("name", ".*"), item["metadata"]["name"])
    ]
    if not found:
        raise KustomizeProblem(f"{folder}: the patch's target {target} matches nothing")
    for item in found:
        for operation in _parsed(text)[0]:
            _operate(folder, item, copy.deepcopy(operation))


def _operate(folder: Path, item: dict, operation: dict) -> None:
    *parents, last = (part.replace("~1", "/").replace("~0", "~") for part in operation["path"][1:].split("/"))
    try:
        for part in parents:
            item = item[int(part) if isinstance(item, list) else part]
        key = int(last) if isinstance(item, list) else last
        if operation["op"] in ("remove", "replace"):
            item[key]
        if operation["op"] == "remove":
            del item[key]
        else:
            item[key] = operation["value"]
    except (IndexError, KeyError, TypeError, ValueError) as error:
        raise KustomizeProblem(f"{folder}: {operation['op']} {operation['path']} does not fit its target") from error


def _containers(item: dict) -> list[dict]:
    pod = item.get("spec", {}).get("template", {}).get("spec", {})
    return pod.get("initContainers", []) + pod.get("containers", [])


def _rename(container: dict, images: list[dict]) -> None:
    for image in images:
        name, _, tag = container["image"].partition(":")
        if name == image["name"]:
            container["image"] = f"{image.get('newName', name)}:{image.get('newTag', tag or 'latest')}"
