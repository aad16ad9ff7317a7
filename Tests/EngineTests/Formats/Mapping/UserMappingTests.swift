import JSON
import Testing
import YAML

@testable import Engine

@Suite("A mapping that a user writes")
struct UserMappingTests {
    private static let acme = """
        version: 1
        format: acme-scan
        tool: ACME Scanner
        tool_version: scanner.version
        marks: [scanner.name=acme, issues]
        failed_when: ["!finished"]
        failure: error
        records:
          - path: issues[]
            kind: misconfiguration
            when: [state!=passed]
            ids: [rule, cve]
            title: message
            severity: level
            severities: {Major: high, minor: low}
            uri: file
            line: at.line
        """

    private static func format(_ yaml: String) throws -> ReportFormat {
        try ReportFormat(mapping: try YAMLReader.value(of: yaml))
    }

    private func document(_ report: String, _ name: String = "auto", yaml: String = Self.acme) throws -> Document {
        var reader = ReportReader(formats: [try Self.format(yaml)])
        return try reader.document(of: Array(report.utf8), format: name)
    }

    @Test("reads the tool's findings, found by its marks or asked for by its name", arguments: ["auto", "acme-scan"])
    func reads(name: String) throws {
        let document = try document(
            """
            {"scanner":{"name":"acme","version":"7"},"finished":true,"issues":[
              {"rule":"A1","message":"open to all","level":"major","file":"main.cfg","at":{"line":4}},
              {"rule":"A2","message":"fine","level":"minor","state":"passed"}]}
            """, name)
        #expect(document.format == "acme-scan" && document.tool == "ACME Scanner 7" && document.state == .checked)
        let finding = try #require(document.findings.first)
        #expect(document.findings.count == 1 && finding.severity == .high && finding.kind == .misconfiguration)
        #expect(finding.ids == ["A1"] && finding.location?.uri == "main.cfg" && finding.location?.line == 4)
    }

    @Test("reads rows of a table")
    func table() throws {
        let yaml = """
            version: 1
            format: acme-table
            tool: ACME
            marks: ["[].'Flaw Id'"]
            records: [{path: "[]", ids: ["'Flaw Id'"], title: Text, severity: How bad, package: Part}]
            """.replacing("How bad", with: "\"'How bad'\"")
        let document = try document("Flaw Id,Text,How bad,Part\nF-1,broken,Critical,libz\n", yaml: yaml)
        #expect(document.findings.map(\.severity) == [.critical])
        #expect(document.findings.first?.component?.contains("libz") == true)
    }

    @Test("says when the analysis did not end, and takes no other report for an empty one of its own")
    func unsafe() throws {
        let failed = try document(#"{"scanner":{"name":"acme"},"issues":[],"error":"no licence"}"#)
        #expect(failed.state == .notChecked && failed.stateReason?.contains("no licence") == true)
        // It lacks what says that the analysis ended.
        #expect(try document(#"{"other":[]}"#, "acme-scan").state == .notChecked)
        #expect(throws: ReportProblem.self) { try document(#"{"other":[],"finished":true}"#, "acme-scan") }
        #expect(throws: ReportProblem.self) { try document(#"{"other":[]}"#) }
    }

    @Test(
        "is refused with the place of what is wrong",
        arguments: [
            ("version: 1", "version: 2", PolicyProblem.Code.unsupportedVersion, "version"),
            ("format: acme-scan", "format: sarif", .inconsistent, "format"),
            ("format: acme-scan", "format: ACME", .unknownValue, "format"),
            ("tool: ACME Scanner", "tool: ''", .missing, "tool"),
            ("marks: [scanner.name=acme, issues]", "marks: null", .missing, "marks"),
            ("path: issues[]", "path: issues[", .badExpression, "records.0.path"),
            ("uri: file", "uri: 3", .wrongType, "records.0.uri"),
            ("uri: file", "url: file", .unknownKey, "records.0.url"),
            ("title: message", "title: null", .missing, "records.0.title"),
            ("ids: [rule, cve]", "ids: []", .wrongType, "records.0.ids"),
            ("kind: misconfiguration", "kind: bug", .unknownValue, "records.0.kind"),
            ("minor: low", "minor: small", .unknownValue, "records.0.severities.minor"),
        ])
    func refused(part: String, by other: String, code: PolicyProblem.Code, path: String) throws {
        let text = Self.acme.replacing(part, with: other)
        #expect(text != Self.acme)
        let problem = #expect(throws: PolicyProblem.self) { try Self.format(text) }
        #expect(problem?.code == code && problem?.path == path, "\(problem.map { "\($0)" } ?? "")")
    }
}
