import Engine
import JSON
import TestSupport
import Testing

/// What one small report of each kind says.
@Suite("Tools' own formats")
struct ToolFormatTests {
    struct Case: CustomTestStringConvertible, Sendable {
        let format: String
        let report: String
        /// ids, severity, component or location, of each finding in the order of its first id.
        let expected: [String]

        var testDescription: String { format }
    }

    @Test("Each is recognised by its structure and read", arguments: ToolReports.all)
    func read(_ entry: Case) throws {
        var reader = ReportReader()
        let document = try reader.document(of: Array(entry.report.utf8))
        #expect(document.format == entry.format)
        let named = try reader.document(of: Array(entry.report.utf8), format: entry.format)
        #expect(named == document)
        let lines = document.findings.map(\.line).sorted()
        #expect(lines == entry.expected.sorted())
    }

    @Test("Every format that is a mapping has a case here")
    func complete() {
        let standards: Set = [
            "cyclonedx", "dockerfile", "github-code-scanning-alert", "github-dependabot-alert", "kubernetes", "sarif",
            "spdx", "terraform", "terraform-plan",
        ]
        #expect(Set(ReportFormat.names).subtracting(standards).subtracting(ToolReports.all.map(\.format)).isEmpty)
    }

    @Test("A report under another format's name is refused instead of read as empty", arguments: ReportFormat.names)
    func wrongName(_ format: String) throws {
        var reader = ReportReader()
        for other in ["{\"hello\": []}", "[{\"hello\": 1}]", "{\"runs\": 3}"] {
            do {
                let document = try reader.document(of: Array(other.utf8), format: format)
                Issue.record("\(format) reads \(other): \(document.findings.count) findings")
            } catch {
                let allowed: [ReportProblem.Code] = [.notDockerfile, .notHCL, .unsupportedVersion, .wrongShape]
                #expect(allowed.contains(error.code), "\(format): \(error)")
            }
        }
    }

    @Test(
        "A list that belongs to another tool is refused under a name that it was not given",
        arguments: [
            ("osv-scanner", #"{"results": [{"check_id": "x"}], "errors": []}"#),
            ("npm-audit", #"{"vulnerabilities": [{"id": 1}]}"#), ("tfsec", #"{"results": [{"check_id": "x"}]}"#),
            ("gitleaks", "fatal: not a repository, stopping\n"), ("hadolint", "a,b\r1,2\r"),
        ])
    func anotherTool(_ format: String, _ report: String) {
        var reader = ReportReader()
        #expect(throws: ReportProblem.self) { try reader.document(of: Array(report.utf8), format: format) }
    }

    @Test(
        "An analysis that failed in part was not checked, and its findings are kept",
        arguments: [
            (
                "semgrep",
                #"{"version": "1", "paths": {}, "errors": [{"level": "error", "message": "bad rule"}], "results": []}"#
            ),
            (
                "snyk",
                #"[{"ok": false, "error": "no lockfile", "path": "a", "packageManager": "npm"}, {"ok": true, "vulnerabilities": [], "packageManager": "npm"}]"#
            ),
            (
                "bandit",
                #"{"errors": [{"filename": "a.py", "reason": "syntax"}], "metrics": {"_totals": {}}, "results": []}"#
            ),
        ])
    func failedInPart(_ format: String, _ report: String) throws {
        var reader = ReportReader()
        let document = try reader.document(of: Array(report.utf8))
        #expect(document.format == format)
        #expect(document.state == .notChecked)
    }

    @Test("A CVE in a title counts where the tool gives no list of it")
    func mention() throws {
        var reader = ReportReader()
        let report =
            #"{"Findings": [{"ProductArn": "arn:p", "GeneratorId": "AWSInspector", "Title": "CVE-2024-30003 - kernel", "Severity": {"Label": "CRITICAL"}, "RecordState": "ACTIVE", "Resources": [{"Id": "arn:i"}], "Vulnerabilities": []}]}"#
        let document = try reader.document(of: Array(report.utf8))
        #expect(document.findings.map(\.ids) == [["AWSInspector", "CVE-2024-30003"]])
    }

    @Test("An unknown name is answered with the nearest")
    func nearest() {
        #expect(ReportFormat.nearest(to: "trivvy") == "trivy")
        #expect(ReportFormat.nearest(to: "Semgrep-JSON") == "semgrep")
    }
}

extension Finding {
    fileprivate var line: String {
        let place = component ?? location.map { "\($0.uri)\($0.line.map { ":\($0)" } ?? "")" } ?? ""
        let suffix = suppression == nil ? "" : " suppressed"
        return "\(ids.joined(separator: "+")) \(severity) \(place)\(suffix)"
    }
}
