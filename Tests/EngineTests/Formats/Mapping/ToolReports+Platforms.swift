extension ToolReports {
    static let secrets: [Case] = [
        Case(
            format: "detect-secrets",
            report: #"""
                {"version": "1.5.0", "plugins_used": [], "results": {"a.env": [{"type": "Secret Keyword", "filename": "a.env", "hashed_secret": "h1", "line_number": 2},
                  {"type": "Secret Keyword", "filename": "a.env", "hashed_secret": "h2", "line_number": 3, "is_secret": false}]}}
                """#,
            expected: ["Secret Keyword unknown a.env:2", "Secret Keyword unknown a.env:3 suppressed"]),
        Case(
            format: "gitleaks",
            report:
                #"[{"RuleID": "aws-key", "Description": "AWS", "File": "b.txt", "StartLine": 4, "Fingerprint": "c:b.txt:aws-key:4"}]"#,
            expected: ["aws-key unknown b.txt:4"]),
    ]

    static let platforms: [Case] = [
        Case(
            format: "gitlab",
            report: #"""
                {"version": "15.0.0", "scan": {"type": "dependency_scanning", "status": "success", "scanner": {"name": "Gemnasium"}}, "vulnerabilities": [
                  {"id": "1", "name": "Bomb", "severity": "High", "identifiers": [{"type": "cve", "name": "CVE-2024-40001", "value": "CVE-2024-40001"}],
                   "location": {"file": "go.sum", "dependency": {"package": {"name": "y"}, "version": "v2"}}}]}
                """#,
            expected: ["CVE-2024-40001 high y@v2"])
    ]
}
