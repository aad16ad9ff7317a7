extension ToolReports {
    static let dependencies: [Case] = [
        Case(
            format: "bundler-audit",
            report: #"""
                {"version": "0.9.1", "created_at": "2026-01-02 03:04:05 +0000", "results": [
                  {"type": "unpatched_gem", "gem": {"name": "rack", "version": "2.0.1"},
                   "advisory": {"id": "CVE-2024-10001", "ghsa": "aaaa-bbbb-cccc", "title": "Slow", "criticality": "high"}},
                  {"type": "insecure_source", "source": "http://example.org"}]}
                """#,
            expected: ["CVE-2024-10001+aaaa-bbbb-cccc high pkg:gem/rack@2.0.1"]),
        Case(
            format: "cargo-audit",
            report: #"""
                {"database": {}, "lockfile": {"dependency-count": 2}, "vulnerabilities": {"found": true, "list": [
                  {"advisory": {"id": "RUSTSEC-2026-0001", "aliases": ["CVE-2026-10002"], "title": "Overflow"},
                   "versions": {"patched": [">=1.2.0"]}, "package": {"name": "tick", "version": "1.1.0"}}]}}
                """#,
            expected: ["CVE-2026-10002+RUSTSEC-2026-0001 unknown pkg:cargo/tick@1.1.0"]),
        Case(
            format: "dependency-check",
            report: #"""
                <?xml version="1.0"?><analysis xmlns="https://jeremylong.github.io/DependencyCheck/dependency-check.2.5.xsd">
                <scanInfo><engineVersion>9.0.0</engineVersion></scanInfo><dependencies><dependency><fileName>a.jar</fileName>
                <filePath>/lib/a.jar</filePath><identifiers><package><id>pkg:maven/org.a/a@1.0</id></package></identifiers>
                <vulnerabilities><vulnerability><name>CVE-2024-10003</name><severity>HIGH</severity>
                <cvssV3><baseScore>7.5</baseScore></cvssV3><cwes><cwe>CWE-20</cwe></cwes></vulnerability></vulnerabilities>
                </dependency></dependencies></analysis>
                """#,
            expected: ["CVE-2024-10003 high pkg:maven/org.a/a@1.0"]),
        Case(
            format: "dependency-track",
            report: #"""
                {"version": "1.2", "meta": {"application": "Dependency-Track", "version": "4.9.0"}, "findings": [
                  {"component": {"name": "b", "version": "2", "purl": "pkg:npm/b@2"},
                   "vulnerability": {"vulnId": "CVE-2024-10004", "severity": "CRITICAL", "cweId": 79},
                   "analysis": {"state": "NOT_AFFECTED", "isSuppressed": false}}]}
                """#,
            expected: ["CVE-2024-10004 critical pkg:npm/b@2 suppressed"]),
        Case(
            format: "github-vulnerability-alerts",
            report: #"""
                {"data": {"repository": {"vulnerabilityAlerts": {"nodes": [{"id": "A1", "state": "OPEN", "number": 4,
                  "vulnerableManifestPath": "package.json", "vulnerableRequirements": "= 1.0.0",
                  "securityVulnerability": {"severity": "MODERATE", "package": {"name": "c", "ecosystem": "NPM"},
                    "advisory": {"ghsaId": "GHSA-aaaa-bbbb-cccd", "summary": "S", "identifiers": [{"value": "CVE-2024-10005"}]}}}]}}}}
                """#,
            expected: ["CVE-2024-10005+GHSA-aaaa-bbbb-cccd medium pkg:npm/c"]),
        Case(
            format: "govulncheck",
            report: #"""
                {"config": {"scanner_name": "govulncheck"}}
                {"osv": {"id": "GO-2026-0001", "aliases": ["CVE-2026-10006"], "summary": "Reads out of bounds"}}
                {"finding": {"osv": "GO-2026-0001", "fixed_version": "v0.3.7", "trace": [{"module": "golang.org/x/d", "version": "v0.3.5"}]}}
                {"finding": {"osv": "GO-2026-0001", "fixed_version": "v0.3.7", "trace": [{"module": "golang.org/x/d", "version": "v0.3.5", "function": "F"}]}}
                """#,
            expected: ["CVE-2026-10006+GO-2026-0001 unknown pkg:golang/golang.org/x/d@v0.3.5"]),
        Case(
            format: "grype",
            report: #"""
                {"descriptor": {"name": "grype", "version": "0.80.0"}, "source": {}, "matches": [
                  {"vulnerability": {"id": "GHSA-aaaa-bbbb-ccce", "severity": "High", "fix": {"versions": ["2.0"]}},
                   "relatedVulnerabilities": [{"id": "CVE-2024-10007", "cvss": [{"metrics": {"baseScore": 8.1}}]}],
                   "artifact": {"name": "e", "version": "1", "purl": "pkg:pypi/e@1", "locations": [{"path": "/e"}]}}]}
                """#,
            expected: ["CVE-2024-10007+GHSA-aaaa-bbbb-ccce high pkg:pypi/e@1"]),
        Case(
            format: "nancy",
            report: #"""
                {"num_audited": 2, "version": "1.0.50", "audited": [], "vulnerable": [{"Coordinates": "pkg:golang/f@1.0",
                  "Vulnerabilities": [{"ID": "CVE-2024-10008", "Title": "[CVE-2024-10008] CWE-22: Path", "CvssScore": "7.5"}]}]}
                """#,
            expected: ["CVE-2024-10008 high pkg:golang/f@1.0"]),
        Case(
            format: "npm-audit",
            report: #"""
                {"auditReportVersion": 2, "vulnerabilities": {
                  "g": {"name": "g", "severity": "high", "nodes": ["node_modules/g"], "via": [
                    {"source": 1, "name": "g", "title": "Pollution", "url": "https://example.org/GHSA-g", "severity": "moderate"}]},
                  "h": {"name": "h", "severity": "high", "nodes": ["node_modules/h"], "via": ["g"]}}}
                """#,
            expected: ["1+https://example.org/GHSA-g medium pkg:npm/g"]),
        Case(
            format: "npm-audit-6",
            report: #"""
                {"actions": [], "metadata": {}, "advisories": {"146": {"id": 146, "title": "Injection", "module_name": "@s/i",
                  "cves": ["CVE-2024-10009"], "severity": "critical", "cwe": "CWE-94", "findings": [{"version": "1.9.2", "paths": ["a>i"]}]}}}
                """#,
            expected: ["146+CVE-2024-10009 critical pkg:npm/%40s/i@1.9.2"]),
        Case(
            format: "osv-scanner",
            report: #"""
                {"results": [{"source": {"path": "/src/poetry.lock"}, "packages": [
                  {"package": {"name": "Foo_Bar", "version": "0.9", "ecosystem": "PyPI"}, "vulnerabilities": [
                    {"id": "GHSA-aaaa-bbbb-cccf", "aliases": ["CVE-2024-10010"], "summary": "S", "database_specific": {"severity": "LOW"}}]}]}]}
                """#,
            expected: ["CVE-2024-10010+GHSA-aaaa-bbbb-cccf low pkg:pypi/foo-bar@0.9"]),
        Case(
            format: "pip-audit",
            report: #"""
                {"dependencies": [{"name": "j", "version": "1.1", "vulns": [
                  {"id": "PYSEC-2026-1", "aliases": ["CVE-2026-10011"], "fix_versions": ["1.2"], "description": "D"}]},
                  {"name": "k", "version": "2", "vulns": []}], "fixes": []}
                """#,
            expected: ["CVE-2026-10011+PYSEC-2026-1 unknown pkg:pypi/j@1.1"]),
        Case(
            format: "retirejs",
            report: #"""
                {"version": "4.0", "data": [{"file": "/js/l.js", "results": [{"component": "l", "version": "3.0.0",
                  "vulnerabilities": [{"severity": "medium", "below": "4.0.0", "identifiers": {"CVE": ["CVE-2024-10012"], "summary": "XSS"}}]}]}],
                 "messages": [], "errors": []}
                """#,
            expected: ["CVE-2024-10012 medium pkg:npm/l@3.0.0"]),
        Case(
            format: "snyk",
            report: #"""
                {"ok": false, "packageManager": "maven", "displayTargetFile": "pom.xml", "vulnerabilities": [
                  {"id": "SNYK-JAVA-1", "identifiers": {"CVE": ["CVE-2024-10013"], "CWE": ["CWE-611"]}, "title": "XXE",
                   "severity": "medium", "cvssScore": 6.5, "packageName": "org.m:m", "version": "2.1.1", "fixedIn": ["2.1.4"],
                   "packageManager": "maven", "from": ["app@1", "org.m:m@2.1.1"]},
                  {"id": "SNYK-JAVA-1", "identifiers": {"CVE": ["CVE-2024-10013"], "CWE": ["CWE-611"]}, "title": "XXE",
                   "severity": "medium", "cvssScore": 6.5, "packageName": "org.m:m", "version": "2.1.1", "fixedIn": ["2.1.4"],
                   "packageManager": "maven", "from": ["app@1", "other@2", "org.m:m@2.1.1"]}]}
                """#,
            expected: ["CVE-2024-10013+SNYK-JAVA-1 medium pkg:maven/org.m/m@2.1.1"]),
        Case(
            format: "trivy",
            report: #"""
                {"SchemaVersion": 2, "ArtifactName": "img", "ArtifactType": "container_image", "Results": [
                  {"Target": "img (debian 12)", "Type": "debian", "Vulnerabilities": [
                    {"VulnerabilityID": "CVE-2024-10014", "PkgName": "n", "InstalledVersion": "1", "FixedVersion": "2, 3",
                     "Severity": "UNKNOWN", "CVSS": {"nvd": {"V3Score": 9.8}}}]},
                  {"Target": "Dockerfile", "Misconfigurations": [
                    {"ID": "DS002", "Title": "root", "Severity": "HIGH", "Status": "FAIL", "CauseMetadata": {"StartLine": 3}},
                    {"ID": "DS001", "Title": "latest", "Severity": "LOW", "Status": "PASS"}]},
                  {"Target": "k.pem", "Secrets": [{"RuleID": "private-key", "Title": "Key", "Severity": "HIGH", "StartLine": 1}]}]}
                """#,
            expected: [
                "CVE-2024-10014 critical pkg:deb/n@1", "DS002 high Dockerfile:3", "private-key high k.pem:1",
            ]),
        Case(
            format: "yarn-audit",
            report: #"""
                {"type": "auditAdvisory", "data": {"resolution": {"path": "a>o"}, "advisory": {"id": 5, "title": "T", "cves": [],
                  "severity": "low", "module_name": "o", "findings": [{"version": "0.0.1"}]}}}
                {"type": "auditSummary", "data": {"vulnerabilities": {}}}
                """#,
            expected: ["5 low pkg:npm/o@0.0.1"]),
        Case(
            format: "yarn-npm-audit",
            report: #"""
                {"value": "p", "children": {"ID": 6, "Issue": "Bad", "Severity": "moderate", "Tree Versions": ["7.1"]}}
                {"value": "q", "children": {"ID": 7, "Issue": "Worse", "Severity": "critical", "Tree Versions": ["1.0"]}}
                """#,
            expected: ["6 medium pkg:npm/p@7.1", "7 critical pkg:npm/q@1.0"]),
    ]
}
