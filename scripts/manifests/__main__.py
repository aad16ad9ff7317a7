"""Checks deploy/kubernetes, and that broken copies of it are refused. Run by scripts/check-manifests."""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Callable, Iterator

import yaml

import code_facts
import image
import monitoring
import network
import pods
import scaling
import schemas
from fleet import Fleet
from kustomize import KustomizeProblem, render

MANIFESTS = code_facts.ROOT / "deploy/kubernetes"
MUTATIONS = code_facts.ROOT / "Tests/Manifests/mutations.yaml"
RULES = (schemas.check, pods.check, network.check, scaling.check, monitoring.check)


def add_variants(tree: Path) -> None:
    """A kustomization of the base with each component, for those that no overlay takes."""
    for component in (tree / "components").iterdir():
        folder = tree / "variants" / component.name
        folder.mkdir(parents=True)
        rules = {
            "apiVersion": "kustomize.config.k8s.io/v1beta1", "kind": "Kustomization", "namespace": "fixops",
            "resources": ["../../base"], "components": [f"../../components/{component.name}"],
        }
        (folder / "kustomization.yaml").write_text(yaml.safe_dump(rules))


def targets(tree: Path) -> list[Path]:
    return [tree / "base", *sorted((tree / "overlays").iterdir()), *sorted((tree / "variants").iterdir())]


def problems(tree: Path) -> Iterator[str]:
    """Everything that is wrong with a tree of manifests, a sentence each."""
    fleets = {}
    for target in targets(tree):
        title = str(target.relative_to(tree))
        try:
            fleets[target.name] = fleet = Fleet(title, render(target), code_facts.read())
        except KustomizeProblem as problem:
            yield f"{title}: {problem}"
            continue
        for rule in RULES:
            yield from (f"{title}: {problem}" for problem in sentences(rule, fleet))
    if {"keda", "keda-lag", "hpa"} <= set(fleets):
        yield from sentences(scaling.agreement, fleets)


def sentences(rule: Callable[..., Iterator[str]], subject: object) -> Iterator[str]:
    """What a rule has to say; an object of another shape than it reads is one problem more."""
    try:
        yield from rule(subject)
    except (AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
        yield f"{rule.__module__}.{rule.__name__} cannot read an object: {type(error).__name__} {error}"


def rendering_differences(tree: Path) -> Iterator[str]:
    """Where kubectl renders something else than we do."""
    def by_name(objects: list[dict]) -> dict:
        return {(item["kind"], item["metadata"]["name"]): item for item in objects}

    for target in targets(tree):
        run = subprocess.run(["kubectl", "kustomize", target], capture_output=True, text=True, check=False)
        if run.returncode != 0:
            yield f"kubectl kustomize {target.relative_to(tree)}: {run.stderr.strip()}"
            continue
        theirs = by_name(item for item in yaml.safe_load_all(run.stdout) if item)
        ours = by_name(render(target))
        for key in sorted(theirs.keys() | ours.keys()):
            if theirs.get(key) != ours.get(key):
                yield f"{target.relative_to(tree)}: kubectl renders {' '.join(key)} in another way"


def surviving_mutations(tree: Path) -> Iterator[str]:
    """Broken copies that the rules accept, or refuse without the sentence that says why."""
    for mutation in yaml.safe_load(MUTATIONS.read_text()):
        path = tree / mutation["file"]
        text = path.read_text()
        if mutation["replace"] not in text:
            yield f"{MUTATIONS.name}: {mutation['file']} does not hold {mutation['replace']!r}"
            continue
        path.write_text(text.replace(mutation["replace"], mutation["with"]))
        if not any(mutation["says"] in problem for problem in problems(tree)):
            yield f"a broken {mutation['file']} ({mutation['with']!r}) is not refused with: {mutation['says']}"
        path.write_text(text)


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder, "kubernetes")
        shutil.copytree(MANIFESTS, tree)
        add_variants(tree)
        found = [*image.problems(), *problems(tree)]
        if shutil.which("kubectl"):
            found += rendering_differences(tree)
        else:
            print("NOTE: kubectl is not installed: that it renders the overlays as this check does was NOT checked")
        if not found:
            found += surviving_mutations(tree)
    for problem in dict.fromkeys(found):
        print(f"error: {problem}", file=sys.stderr)
    if not found:
        count = len(yaml.safe_load(MUTATIONS.read_text()))
        print(f"the manifests are as they must be; {count} broken copies are refused")
    return 1 if found else 0


sys.exit(main())
