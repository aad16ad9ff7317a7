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
        let standards: Set = ["cyclonedx", "sarif", "github-code-scanning-alert", "github-dependabot-alert"]
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
                #expect([.wrongShape, .unsupportedVersion].contains(error.code), "\(format): \(error)")
            }
        }
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
