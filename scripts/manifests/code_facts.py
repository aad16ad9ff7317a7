"""What the manifests must agree with, read out of the code that owns it."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Code:
    """Facts of the program's source."""

    classes: set[str]
    connections: dict[str, int]
    drain_seconds: int
    # Without fleet-…, which try a fleet and are no part of it.
    executables: set[str]
    group: str
    metrics: set[str]
    # The metrics of each row of docs/metrics.md, and the alerts that it names.
    metric_alerts: list[tuple[set[str], set[str]]]
    operations: str
    probe_paths: set[str]
    settings: set[str]
    stages: list[str]


@cache
def read() -> Code:
    sources = {path: path.read_text() for path in sorted((ROOT / "Sources").rglob("*.swift"))}
    return Code(
        classes=set(_all(r"^    case (\w+)$", "Sources/Fleet/JobClass.swift")),
        connections=_connections(sources),
        drain_seconds=int(_one(r"drainDeadline = Duration\.seconds\((\d+)\)", "Sources/Fleet/FleetSettings.swift")),
        executables=set(_all(r'(?:worker\(|executableTarget\(\s*name: )"(?!\w+-(?:bench|chaos)")([\w-]+)"', "Package.swift")),
        group=_one(r'group = "(\w+)"', "Sources/Fleet/Keys.swift"),
        metrics={name for text in sources.values() for name in re.findall(r'"((?:fixops|process)_[a-z_]+)"', text)},
        metric_alerts=_metric_alerts(),
        operations=(ROOT / "docs/operations.md").read_text(),
        probe_paths={"/" + name for name in _all(r'router\.get\("(\w+)"\)', "Sources/Telemetry/HealthServer.swift")},
        settings=set(_all(r'= "(FIXOPS_[A-Z_]+)"', "Sources/Stages/Configuration/SettingName.swift")),
        stages=_one(r"case ([\w, ]+)\n", "Sources/Fleet/StageName.swift").split(", "),
    )


def _metric_alerts() -> list[tuple[set[str], set[str]]]:
    rows = _all(r"^\| (`(?:fixops|process)_.*)$", "docs/metrics.md")
    return [(set(re.findall(r"`(\w+)`", row.split(" | ")[0])), set(re.findall(r"\bFixOps\w+", row))) for row in rows]


def _connections(sources: dict[Path, str]) -> dict[str, int]:
    """Connections to PostgreSQL that one process of each kind opens."""
    pattern = r'(?:WorkerProcess|ProcessHost)\(\s*(?:name: )?"([\w-]+)",[^{}]*?connections: (\d+)'
    found = {name: int(count) for text in sources.values() for name, count in re.findall(pattern, text)}
    gateway = _one(r"databaseConnections = (\d+)", "Sources/ingest-gateway/Gateway.swift")
    return found | {"ingest-gateway": int(gateway)}


def _all(pattern: str, file: str) -> list[str]:
    found = re.findall(pattern, (ROOT / file).read_text(), re.MULTILINE)
    if not found:
        raise SystemExit(f"scripts/manifests/code_facts.py: {file} no longer has what matches {pattern}")
    return found


def _one(pattern: str, file: str) -> str:
    return _all(pattern, file)[0]
