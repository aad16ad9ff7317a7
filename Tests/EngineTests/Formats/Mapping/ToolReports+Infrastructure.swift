extension ToolReports {
    static let infrastructure: [Case] = [
        Case(
            format: "asff",
            report: #"""
                {"Findings": [{"ProductArn": "arn:p", "GeneratorId": "cis-1.1", "Title": "T", "Severity": {"Label": "HIGH"}, "RecordState": "ACTIVE",
                  "Compliance": {"Status": "FAILED"}, "Resources": [{"Id": "arn:r"}]},
                 {"ProductArn": "arn:p", "Title": "V", "Severity": {"Label": "MEDIUM"}, "Resources": [{"Id": "arn:i"}],
                  "Vulnerabilities": [{"Id": "CVE-2024-30001", "VulnerablePackages": [{"Name": "a", "Version": "1", "PackageManager": "OS"}]}]},
                 {"ProductArn": "arn:p", "GeneratorId": "ok", "Title": "P", "Severity": {"Label": "LOW"}, "Compliance": {"Status": "PASSED"}}]}
                """#,
            expected: ["CVE-2024-30001 medium a@1", "cis-1.1 high arn:r"]),
        Case(
            format: "checkov",
            report: #"""
                {"check_type": "terraform", "summary": {"checkov_version": "3.2"}, "results": {"failed_checks": [
                  {"check_id": "CKV_AWS_1", "check_name": "n", "severity": "HIGH", "file_path": "/m.tf", "file_line_range": [3, 9], "resource": "aws_x.y"}],
                 "skipped_checks": [{"check_id": "CKV_AWS_2", "check_name": "s", "check_result": {"result": "SKIPPED", "suppress_comment": "later"},
                  "file_path": "/m.tf", "file_line_range": [3, 9], "resource": "aws_x.y"}]}}
                """#,
            expected: ["CKV_AWS_1 high /m.tf:3", "CKV_AWS_2 unknown /m.tf:3 suppressed"]),
        Case(
            format: "dockle",
            report: #"""
                {"summary": {"fatal": 0}, "details": [{"code": "CIS-DI-0001", "title": "user", "level": "WARN"}, {"code": "CIS-DI-0002", "title": "ok", "level": "PASS"}]}
                """#,
            expected: ["CIS-DI-0001 medium "]),
        Case(
            format: "hadolint",
            report:
                #"[{"line": 9, "code": "DL3008", "message": "Pin", "column": 1, "file": "Dockerfile", "level": "warning"}]"#,
            expected: ["DL3008 medium Dockerfile:9"]),
        Case(
            format: "kics",
            report: #"""
                {"queries_total": 800, "queries": [{"query_id": "q1", "query_name": "Open", "severity": "HIGH", "files": [
                  {"file_name": "a.tf", "line": 5, "search_key": "k1"}, {"file_name": "b.tf", "line": 6, "search_key": "k2"}]}]}
                """#,
            expected: ["q1 high a.tf:5", "q1 high b.tf:6"]),
        Case(
            format: "kube-bench",
            report: #"""
                {"Controls": [{"id": "1", "node_type": "master", "tests": [{"section": "1.1", "results": [
                  {"test_number": "1.1.1", "test_desc": "d", "status": "FAIL"}, {"test_number": "1.1.2", "test_desc": "e", "status": "PASS"}]}]}]}
                """#,
            expected: ["1.1.1 medium master"]),
        Case(
            format: "kube-hunter",
            report: #"""
                {"nodes": [], "services": [], "vulnerabilities": [{"location": "10.0.0.1:10255", "vid": "KHV044", "severity": "high", "vulnerability": "Privileged"}]}
                """#,
            expected: ["KHV044 high 10.0.0.1:10255"]),
        Case(
            format: "kubescape",
            report: #"""
                {"summaryDetails": {}, "results": [{"resourceID": "apps/v1/d/Deployment/x", "controls": [
                  {"controlID": "C-0013", "name": "Non-root", "status": {"status": "failed"}}, {"controlID": "C-0009", "name": "ok", "status": {"status": "passed"}}]}]}
                """#,
            expected: ["C-0013 unknown apps/v1/d/Deployment/x"]),
        Case(
            format: "prowler",
            report: """
                CHECK_ID;CHECK_TITLE;STATUS;MUTED;SEVERITY;RESOURCE_UID;REGION
                iam_1;IAM;FAIL;False;low;arn:a;eu
                iam_2;IAM;PASS;False;high;arn:b;eu
                """,
            expected: ["iam_1 low arn:a"]),
        Case(
            format: "prowler-ocsf",
            report: #"""
                [{"class_uid": 2004, "metadata": {"event_code": "s3_1", "product": {"version": "4.2"}}, "severity": "High", "status_code": "FAIL",
                  "status": "New", "finding_info": {"uid": "u", "title": "t"}, "resources": [{"uid": "arn:c"}], "cloud": {"region": "eu"}}]
                """#,
            expected: ["s3_1 high arn:c"]),
        Case(
            format: "tfsec",
            report: #"""
                {"results": [{"rule_id": "AVD-AWS-0102", "long_id": "aws-l", "rule_provider": "aws", "description": "open", "severity": "CRITICAL",
                  "status": 0, "location": {"filename": "n.tf", "start_line": 1}}, {"rule_id": "OK", "rule_provider": "aws", "status": 1, "location": {}}]}
                """#,
            expected: ["AVD-AWS-0102+aws-l critical n.tf:1"]),
        Case(
            format: "trivy-operator",
            report: #"""
                {"apiVersion": "aquasecurity.github.io/v1alpha1", "kind": "VulnerabilityReport", "report": {"vulnerabilities": [
                  {"vulnerabilityID": "CVE-2024-30002", "resource": "z", "installedVersion": "1", "severity": "LOW", "score": 3.1}]}}
                """#,
            expected: ["CVE-2024-30002 low z@1"]),
    ]
}
