extension ToolReports {
    static let code: [Case] = [
        Case(
            format: "bandit",
            report: #"""
                {"errors": [], "metrics": {"_totals": {"loc": 2}}, "results": [{"test_id": "B101", "issue_text": "assert",
                  "issue_severity": "LOW", "issue_cwe": {"id": 703}, "filename": "a.py", "line_number": 2}]}
                """#,
            expected: ["B101 low a.py:2"]),
        Case(
            format: "brakeman",
            report: #"""
                {"scan_info": {"brakeman_version": "6.1"}, "warnings": [{"check_name": "SQL", "message": "SQL injection",
                  "file": "app/b.rb", "line": 5, "fingerprint": "f1", "cwe_id": [89]}], "ignored_warnings": [
                  {"check_name": "XSS", "message": "XSS", "file": "app/c.rb", "line": 6, "fingerprint": "f2", "note": "fine"}]}
                """#,
            expected: ["SQL unknown app/b.rb:5", "XSS unknown app/c.rb:6 suppressed"]),
        Case(
            format: "eslint",
            report: #"""
                [{"filePath": "/d.js", "messages": [{"ruleId": "security/detect-eval", "severity": 2, "message": "eval", "line": 9}]},
                 {"filePath": "/e.js", "messages": []}]
                """#,
            expected: ["security/detect-eval high /d.js:9"]),
        Case(
            format: "generic",
            report: #"""
                {"findings": [{"title": "Weak", "severity": "High", "cve": "CVE-2024-20001", "cwe": 502,
                  "component_name": "core", "component_version": "6.1"}, {"title": "Done", "severity": "Low", "is_mitigated": true}]}
                """#,
            expected: ["CVE-2024-20001 high core@6.1"]),
        Case(
            format: "generic",
            report: #"""
                Title,Severity,CweId,Url,FalsePositive
                "Weak, and ""quoted""",High,79,https://example.org/a,FALSE
                Not so,Low,1,https://example.org/b,TRUE
                """#,
            expected: [" high https://example.org/a"]),
        Case(
            format: "github-code-scanning-alerts",
            report: #"""
                [{"number": 1, "state": "open", "rule": {"id": "py/f", "severity": "error", "security_severity_level": "high",
                  "tags": ["external/cwe/cwe-312"]}, "most_recent_instance": {"message": {"text": "clear"}, "location": {"path": "f.py", "start_line": 4}}},
                 {"number": 2, "state": "fixed", "rule": {"id": "py/g"}, "most_recent_instance": {}}]
                """#,
            expected: ["py/f high f.py:4"]),
        Case(
            format: "gosec",
            report: #"""
                {"Issues": [{"severity": "LOW", "cwe": {"id": "252"}, "rule_id": "G104", "details": "errors", "file": "/g.go", "line": "79"}],
                 "Stats": {"found": 1}, "GosecVersion": "2.20"}
                """#,
            expected: ["G104 low /g.go:79"]),
        Case(
            format: "nuclei",
            report: #"""
                {"template-id": "CVE-2024-20002", "info": {"name": "N", "severity": "medium", "classification": {"cve-id": ["cve-2024-20002"], "cwe-id": ["cwe-362"]}}, "matched-at": "host:22"}
                """#,
            expected: ["CVE-2024-20002 medium host:22"]),
        Case(
            format: "semgrep",
            report: #"""
                {"version": "1.50.0", "errors": [], "paths": {}, "results": [{"check_id": "r.h", "path": "h.py", "start": {"line": 8},
                  "extra": {"message": "m", "severity": "ERROR", "is_ignored": true, "metadata": {"cwe": ["CWE-352: CSRF"]}}}]}
                """#,
            expected: ["r.h high h.py:8 suppressed"]),
        Case(
            format: "sonarqube",
            report: #"""
                {"paging": {"total": 1}, "issues": [{"key": "K", "rule": "java:S1", "severity": "MAJOR", "component": "p:i.java",
                  "textRange": {"startLine": 3}, "message": "m", "status": "OPEN"}]}
                """#,
            expected: ["java:S1 medium p:i.java:3"]),
        Case(
            format: "spotbugs",
            report: #"""
                <BugCollection version="4.8.0"><BugInstance type="SQL_INJECTION" priority="1" category="SECURITY" cweid="89">
                <Class classname="J"><SourceLine start="1" sourcepath="J.java"/></Class><SourceLine start="7" sourcepath="J.java"/></BugInstance>
                <BugInstance type="STYLE" priority="3" category="STYLE"/></BugCollection>
                """#,
            expected: ["SQL_INJECTION high J.java:7"]),
        Case(
            format: "zap",
            report: #"""
                <OWASPZAPReport version="2.15.0"><site name="https://k.example" host="k.example"><alerts><alertitem><pluginid>10011</pluginid>
                <alert>Cookie</alert><riskcode>2</riskcode><cweid>614</cweid><instances><instance><uri>https://k.example/a</uri></instance>
                <instance><uri>https://k.example/b</uri></instance></instances></alertitem></alerts></site></OWASPZAPReport>
                """#,
            expected: ["10011 medium https://k.example"]),
    ]
}
