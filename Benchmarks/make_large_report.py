#!/usr/bin/env python3
"""Writes a large report as scanners do, to measure readers: make_large_report.py sarif|cyclonedx COUNT

SARIF: COUNT results of 200 rules in COUNT / 20 files. CycloneDX: COUNT components, of which every second has a
vulnerability. Nothing is random: equal arguments give equal bytes.
"""
import json
import sys

WORDS = "input reaches a query without being checked so that a caller can read what is not meant to be seen".split()


def text(index, count):
    return " ".join(WORDS[(index * 7 + step * 3) % len(WORDS)] for step in range(count))


def digest(index, size):
    return f"{(index * 0x9E3779B97F4A7C15) % 2**64:016x}" * (size // 16)


def rule(index):
    return {
        "id": f"lang.security.audit.rule-{index}", "name": f"Rule{index}",
        "shortDescription": {"text": text(index, 6)}, "fullDescription": {"text": text(index, 20)},
        "help": {"text": text(index, 30)}, "defaultConfiguration": {"level": "warning"},
        "properties": {"precision": "high", "security-severity": f"{index % 10}.{index % 9}",
                       "tags": [f"CWE-{70 + index % 30}: {text(index, 3)}", "security"]},
    }


def result(index):
    place = {
        "artifactLocation": {"uri": f"src/main/java/com/example/module{index // 20}/Service{index // 20}.java",
                             "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": index % 900 + 1, "startColumn": 9, "endLine": index % 900 + 1, "endColumn": 71,
                   "snippet": {"text": f"        query(\"select {text(index, 5)}\", value{index});"}},
    }
    return {
        "ruleId": f"lang.security.audit.rule-{index % 200}", "ruleIndex": index % 200, "level": "error",
        "message": {"text": f"{text(index, 22)} ({index})"}, "locations": [{"physicalLocation": place}],
        "partialFingerprints": {"primaryLocationLineHash": f"{digest(index, 16)}:1"}, "properties": {},
    }


def sarif(count):
    rules = [rule(index) for index in range(200)]
    return {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0",
        "runs": [{"tool": {"driver": {"name": "scanner", "semanticVersion": "1.2.3", "rules": rules}},
                  "originalUriBaseIds": {"%SRCROOT%": {"uri": "file:///home/build/src/"}},
                  "results": [result(index) for index in range(count)]}],
    }


def purl(index):
    return f"pkg:npm/%40scope{index % 50}/package-{index}@{index % 9}.{index % 17}.{index % 5}"


def component(index):
    return {
        "bom-ref": f"{purl(index)}?package-id={digest(index, 16)}", "type": "library", "group": f"@scope{index % 50}",
        "name": f"package-{index}", "version": f"{index % 9}.{index % 17}.{index % 5}", "purl": purl(index),
        "description": text(index, 12), "hashes": [{"alg": "SHA-512", "content": digest(index, 128)}],
        "licenses": [{"license": {"id": "MIT"}}],
        "externalReferences": [{"type": "vcs", "url": f"git+https://example.org/scope/package-{index}.git"}],
    }


def vulnerability(index):
    return {
        "id": f"CVE-2024-{10000 + index}", "source": {"name": "NVD", "url": "https://nvd.nist.gov/"},
        "ratings": [{"source": {"name": "nvd"}, "score": (index % 99 + 1) / 10, "severity": "high", "method": "CVSSv31",
                     "vector": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"}],
        "cwes": [70 + index % 30], "description": text(index, 40), "published": "2024-03-01T12:00:00Z",
        "affects": [{"ref": f"{purl(index)}?package-id={digest(index, 16)}"}],
    }


def cyclonedx(count):
    return {
        "bomFormat": "CycloneDX", "specVersion": "1.5", "version": 1,
        "components": [component(index) for index in range(count)],
        "dependencies": [{"ref": f"{purl(index)}?package-id={digest(index, 16)}", "dependsOn": []}
                         for index in range(count)],
        "vulnerabilities": [vulnerability(index) for index in range(0, count, 2)],
    }


def main():
    kind, count = sys.argv[1], int(sys.argv[2])
    json.dump({"sarif": sarif, "cyclonedx": cyclonedx}[kind](count), sys.stdout, separators=(",", ":"))


main()
