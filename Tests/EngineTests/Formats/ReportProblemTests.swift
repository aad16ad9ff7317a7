import Engine
import JSON
import Testing

@Suite("Reports that cannot be read")
struct ReportProblemTests {
    private func problem(_ bytes: [UInt8], format: String = "auto", limits: JSONLimits = .standard) -> ReportProblem? {
        var reader = ReportReader(limits: limits)
        do {
            _ = try reader.document(of: bytes, format: format)
            return nil
        } catch {
            return error
        }
    }

    private static let textsCases: [(String, ReportProblem.Code, String?)] = [
        ("<html>Access Denied</html>", .notJSON, "byte 0"), ("plain", .notJSON, "byte 0"), ("{]", .notJSON, "byte 1"),
        (#"{"version":"2.1.0","runs":[{"#, .truncated, "byte 28"), (#"{"a":"b"#, .truncated, "byte 7"),
        ("  \n", .empty, nil), ("{}", .unknownFormat, nil), ("[]", .unknownFormat, nil), ("7", .unknownFormat, nil),
        (#"{"version":"2.1.0","runs":{}}"#, .wrongShape, "/runs"),
        (#"{"version":"2.1.0","runs":[7]}"#, .wrongShape, "/runs/0"),
        (#"{"version":"2.1.0","runs":[{}]}"#, .wrongShape, "/runs/0/tool/driver"),
        (#"{"version":"2.1.0","runs":[{"tool":{"driver":{"name":"x"}},"results":7}]}"#, .wrongShape, "/runs/0/results"),
        (
            #"{"version":"2.1.0","runs":[{"tool":{"driver":{"name":"x"}},"results":[7]}]}"#, .wrongShape,
            "/runs/0/results/0"
        ),
        (#"{"version":"1.0.0","runs":[]}"#, .unsupportedVersion, "/version"),
        (#"{"version":"2.0.0","runs":[]}"#, .unsupportedVersion, "/version"),
        (#"{"version":"2.2","runs":[]}"#, .unsupportedVersion, "/version"),
        (#"{"version":2.1,"runs":[]}"#, .wrongShape, "/version"),
        (#"{"bomFormat":"CycloneDX","specVersion":"1.8"}"#, .unsupportedVersion, "/specVersion"),
        (#"{"bomFormat":"CycloneDX","specVersion":"2.0"}"#, .unsupportedVersion, "/specVersion"),
        (#"{"bomFormat":"CycloneDX","specVersion":"1.5.x"}"#, .unsupportedVersion, "/specVersion"),
        (#"{"bomFormat":"CycloneDX"}"#, .wrongShape, "/specVersion"),
        (#"{"bomFormat":"Other","specVersion":"1.5"}"#, .wrongShape, "/bomFormat"),
        (#"{"bomFormat":"CycloneDX","specVersion":"1.5","components":[{}]}"#, .wrongShape, "/components/0/name"),
        (#"{"bomFormat":"CycloneDX","specVersion":"1.5","vulnerabilities":{}}"#, .wrongShape, "/vulnerabilities"),
    ]

    @Test("Each kind of bad text has its code and place", arguments: textsCases)
    func texts(text: String, code: ReportProblem.Code, location: String?) {
        let problem = problem(Array(text.utf8))
        #expect(problem?.code == code)
        #expect(problem?.location == location)
        #expect(problem?.message.isEmpty == false)
    }

    private static let duplicatesCases: [(String, String)] = [
        (#"{"version":"2.1.0","version":"2.1.0","runs":[]}"#, ""),
        (#"{"version":"2.1.0","runs":[{"tool":{"driver":{"name":"x"}},"results":[],"results":[{}]}]}"#, "/runs/0"),
        (
            #"{"version":"2.1.0","runs":[{"tool":{"driver":{"name":"x"}},"results":[{"level":"note","level":"error"}]}]}"#,
            "/runs/0/results/0"
        ),
        (
            #"{"version":"2.1.0","runs":[{"tool":{"driver":{"name":"x","rules":[{"id":"a","id":"b"}]}},"results":[]}]}"#,
            "/runs/0/tool/driver/rules/0"
        ),
        (
            #"{"version":"2.1.0","runs":[{"tool":{"driver":{"name":"x"}},"results":[{"suppressions":[{"kind":"a","kind":"b"}]}]}]}"#,
            "/runs/0/results/0/suppressions/0"
        ),
        (
            #"{"bomFormat":"CycloneDX","specVersion":"1.5","vulnerabilities":[{"id":"a","analysis":{"state":"x","state":"y"}}]}"#,
            "/vulnerabilities/0/analysis"
        ),
        (
            #"{"bomFormat":"CycloneDX","specVersion":"1.5","vulnerabilities":[{"id":"a","ratings":[{"score":1,"score":9}]}]}"#,
            "/vulnerabilities/0/ratings/0"
        ),
        (
            #"{"action":"created","alert":{"rule":{"id":"a","id":"b"},"tool":{"name":"x"},"state":"open"}}"#,
            "/alert/rule"
        ),
    ]

    @Test("An object that decides and names a member twice is refused", arguments: duplicatesCases)
    func duplicates(text: String, location: String) {
        let problem = problem(Array(text.utf8))
        #expect(problem?.code == .duplicateKey)
        #expect(problem?.location == location)
    }

    @Test("Properties kept in other files or outside of the run are refused, not fetched")
    func externalProperties() {
        let files = Reports.sarif(
            results: [], run: ["externalPropertyFileReferences": ["results": [["location": ["uri": "r.json"]]]]])
        let problem = problem(files.canonical)
        #expect(problem?.code == .externalProperties)
        #expect(problem?.location == "/runs/0/externalPropertyFileReferences")
        var inline = Reports.sarif(results: []).object ?? [:]
        inline["inlineExternalProperties"] = [["guid": "x"]]
        #expect(self.problem(JSONValue.object(inline).canonical) == nil)
        inline["inlineExternalProperties"] = [["results": [Reports.result()]]]
        #expect(self.problem(JSONValue.object(inline).canonical)?.code == .externalProperties)
    }

    @Test("No bytes at all are a document that was not checked, in whatever format was expected")
    func noBytes() throws {
        for format in ["auto", "sarif"] {
            let document = try Reports.document("", format: format)
            #expect(document.format == "empty" && document.state == .notChecked)
            #expect(document.findings.isEmpty && document.components.isEmpty && document.stateReason != nil)
        }
    }

    @Test("Encodings: UTF-8 with a mark and UTF-16 are read, bytes of no encoding are refused with their place")
    func encodings() throws {
        let text = Reports.sarif(results: [Reports.result("R1", ["message": ["text": "Größe"]])]).canonicalText
        let expected = try Reports.document(text)
        var reader = ReportReader()
        #expect(try reader.document(of: [0xEF, 0xBB, 0xBF] + text.utf8) == expected)
        #expect(try reader.document(of: Array(text.utf8) + [0, 0]) == expected)
        let little = text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        #expect(try reader.document(of: [0xFF, 0xFE] + little) == expected)
        #expect(try reader.document(of: little) == expected)
        let foreign = problem([0x7B, 0x22, 0x81, 0x22, 0x3A, 0x31, 0x7D])
        #expect(foreign?.code == .wrongEncoding && foreign?.location == "byte 2")
    }

    @Test("Limits of size and depth are kept")
    func limits() {
        let small = JSONLimits(maximumBytes: 100, maximumDepth: 16)
        #expect(problem(Array(repeating: 0x20, count: 101), limits: small)?.code == .tooLarge)
        let deep = Array(repeating: UInt8(ascii: "["), count: 20) + Array(repeating: UInt8(ascii: "]"), count: 20)
        #expect(problem(deep, limits: small)?.code == .tooDeep)
    }

    @Test(
        "A format that was asked for is not guessed anew",
        arguments: [
            ("sarif", ReportProblem.Code.wrongShape), ("xml", .unknownFormat), ("cyclonedx", .wrongShape),
            ("github-dependabot-alert", .wrongShape), ("github-code-scanning-alert", .wrongShape),
        ])
    func namedFormat(format: String, code: ReportProblem.Code) {
        #expect(problem(Array("{}".utf8), format: format)?.code == code)
    }
}
