"""Rules of scraping and alerts; promtool reads and tries the alerts."""

import json
import re
import subprocess
import tempfile
from functools import cache
from pathlib import Path
from typing import Iterator

from code_facts import ROOT
from fleet import Fleet

TESTS = ROOT / "Tests/Manifests/alerts-test.yaml"
SUFFIXES = re.compile(r"_(bucket|sum|count)$")


def check(fleet: Fleet) -> Iterator[str]:
    for monitor in fleet.of("PodMonitor"):
        pods = list(fleet.selected(monitor["spec"]["selector"]))
        for endpoint in monitor["spec"]["podMetricsEndpoints"]:
            for process in fleet.processes:
                if process not in pods or not process.has_port(endpoint["port"]):
                    yield f"PodMonitor {monitor['metadata']['name']}: it does not scrape {process.name}"
            if endpoint["path"] not in fleet.code.probe_paths:
                yield f"PodMonitor {monitor['metadata']['name']}: {endpoint['path']} is not answered"
    alerts: dict[str, set[str]] = {}
    for rules in fleet.of("PrometheusRule"):
        for alert in (alert for group in rules["spec"]["groups"] for alert in group["rules"]):
            alerts[alert["alert"]] = _metrics(fleet, alert)
            for problem in _alert(fleet, alert):
                yield f"alert {alert['alert']}: {problem}"
        yield from promtool(json.dumps(rules["spec"]))
    if alerts:
        yield from _documentation(fleet, alerts)


def _documentation(fleet: Fleet, alerts: dict[str, set[str]]) -> Iterator[str]:
    """Where docs/metrics.md and the alerts, given with the metrics that they read, do not agree."""
    for metrics, named in fleet.code.metric_alerts:
        for alert in sorted(named):
            if not metrics & alerts.get(alert, set()):
                yield f"docs/metrics.md names {alert} at {', '.join(sorted(metrics))}, which it does not read"
    for alert in sorted(set(alerts) - set().union(*(named for _, named in fleet.code.metric_alerts))):
        yield f"alert {alert}: docs/metrics.md names it at none of its metrics"


def _metrics(fleet: Fleet, alert: dict) -> set[str]:
    names = set(re.findall(r"\b(?:fixops|process)_\w+", alert["expr"]))
    return {name if name in fleet.code.metrics else SUFFIXES.sub("", name) for name in names}


def _alert(fleet: Fleet, alert: dict) -> Iterator[str]:
    for name in _metrics(fleet, alert) - fleet.code.metrics:
        yield f"the code has no metric {name}"
    for stage in re.findall(r'stage="(\w+)"', alert["expr"]):
        if stage not in fleet.code.stages:
            yield f"there is no stage {stage}"
    if alert.get("labels", {}).get("severity") not in ("warning", "critical"):
        yield "it has no severity"
    runbook = alert.get("annotations", {}).get("runbook", "")
    headings = {re.sub(r"[^\w]", "", line).lower() for line in re.findall(r"^#+ (.*)$", fleet.code.operations, re.M)}
    if runbook != f"docs/operations.md#{alert['alert'].lower()}" or alert["alert"].lower() not in headings:
        yield f"docs/operations.md has no section for it, or its runbook {runbook} is not that section"
    if not re.search(rf"alertname: {alert['alert']}\n", TESTS.read_text()):
        yield f"{TESTS.relative_to(ROOT)} does not try it"


@cache
def promtool(rules: str) -> tuple[str, ...]:
    """What promtool has against the rules, given as JSON, or against how they fire."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "alerts.yaml").write_text(rules)
        Path(folder, "test.yaml").write_text(TESTS.read_text())
        for arguments in (["check", "rules", "alerts.yaml"], ["test", "rules", "test.yaml"]):
            run = subprocess.run(["promtool", *arguments], cwd=folder, capture_output=True, text=True, check=False)
            if run.returncode != 0:
                return (f"promtool {' '.join(arguments)}: {(run.stdout + run.stderr).strip()}",)
    return ()
