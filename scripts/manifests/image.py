"""That deploy/docker/Dockerfile builds what Package.swift has and the Deployments run."""

import re
from typing import Iterator

import code_facts


def problems() -> Iterator[str]:
    text = (code_facts.ROOT / "deploy/docker/Dockerfile").read_text()
    built = set(re.search(r"for name in \\?\s*(.*?); do", text, re.DOTALL)[1].replace("\\", "").split())
    expected = code_facts.read().executables
    if built != expected:
        yield f"deploy/docker/Dockerfile: it copies {sorted(built)}, and Package.swift has {sorted(expected)}"
    packages = re.search(r"build_packages=\((.*?)\)", (code_facts.ROOT / "scripts/lib.sh").read_text())[1].split()
    if missing := sorted(set(packages) - set(text.split())):
        yield f"deploy/docker/Dockerfile: it does not install {missing}, which scripts/lib.sh says a build needs"
    user = re.search(r"^USER (\d+)", text, re.MULTILINE)
    shared = (code_facts.ROOT / "deploy/kubernetes/base/every-process.yaml").read_text()
    if not user or f"runAsUser: {user[1]}" not in shared:
        yield "deploy/docker/Dockerfile: its user is not the one that the Deployments run as"
    for image in re.findall(r"^FROM (\S+)", text, re.MULTILINE):
        if not re.fullmatch(r"[\w./-]+:[\w.-]*\d[\w.-]*|debian:bookworm-\d+-slim", image):
            yield f"deploy/docker/Dockerfile: {image} names no version"
    if len(re.findall(r"^FROM ", text, re.MULTILINE)) < 2:
        yield "deploy/docker/Dockerfile: what builds ends up in what runs"
