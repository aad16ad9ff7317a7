#!/usr/bin/env python3
"""Writes a SARIF 2.1.0 report for load tests: make_report.py FINDINGS BYTES [CHANGING]

CHANGING of the findings carry a run of 16 `@`, which load.c replaces by the request's number: so every body is another
one, and so many findings open and close from one report of a service to its next. A tenth of the findings name a CVE.
The messages are padded until the report has about BYTES bytes.
"""
import json
import sys

MARK = "@" * 16


def result(index, changing, padding):
    cve = f"CVE-2024-{1000 + index}"
    rule = cve if index % 10 == 0 else f"example/rule-{index % 7}"
    identity = MARK if index < changing else f"{index:016x}"
    return {
        "ruleId": rule,
        "level": ["note", "warning"][index % 2],
        "message": {"text": f"{rule} in module {index}: " + "x" * padding},
        "locations": [{"physicalLocation": {
            "artifactLocation": {"uri": f"src/module{index}/file.swift"}, "region": {"startLine": index + 1}}}],
        "partialFingerprints": {"primaryLocationLineHash": f"{identity}:1"},
    }


def report(findings, changing, padding):
    return {
        "version": "2.1.0",
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "runs": [{
            "tool": {"driver": {"name": "load", "version": "1", "rules": [
                {"id": f"example/rule-{number}", "properties": {"security-severity": "3.1"}} for number in range(7)]}},
            "results": [result(index, changing, padding) for index in range(findings)],
        }],
    }


def main():
    findings, size = int(sys.argv[1]), int(sys.argv[2])
    changing = int(sys.argv[3]) if len(sys.argv) > 3 else 0
    bare = len(json.dumps(report(findings, changing, 0)))
    padding = max(0, (size - bare) // max(findings, 1))
    json.dump(report(findings, changing, padding), sys.stdout)


main()
