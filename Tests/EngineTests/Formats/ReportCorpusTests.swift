import Engine
import JSON
import TestSupport
import Testing

/// Reads every report of the corpus that may lie beside the project.
@Suite("Real reports", .enabled(if: Corpus.isPresent, Comment(rawValue: Corpus.hint)))
struct ReportCorpusTests {
    private static let folders = ["iac", "sboms", "scans", "vex", "webhooks"]

    private static func files() -> [String] {
        folders.flatMap { folder in [".json", ".sarif"].flatMap { Corpus.files(under: folder, suffix: $0) } }
    }

    private func outcome(_ reader: inout ReportReader, _ file: String) throws -> Result<Document, ReportProblem> {
        let bytes = try Corpus.bytes(file)
        do {
            return .success(try reader.document(of: bytes))
        } catch {
            return .failure(error)
        }
    }

    @Test("Each is read, or refused with a sentence; what is read has sorted, unique findings and survives its codec")
    func sweep() throws {
        var reader = ReportReader()
        var formats: [String: Int] = [:]
        for file in Self.files() {
            switch try outcome(&reader, file) {
            case .failure(let problem): #expect(!problem.message.isEmpty, "\(file)")
            case .success(let document):
                formats[String(document.format.prefix { $0 != "-" }), default: 0] += 1
                let prints = document.findings.map(\.fingerprint)
                #expect(prints == Set(prints).sorted(), "\(file)")
                #expect(try Document(canonical: document.canonical) == document, "\(file)")
                #expect(try Facts(canonical: Facts(of: document).canonical) == Facts(of: document), "\(file)")
                #expect((document.stateReason == nil) == (document.state == .checked), "\(file)")
            }
        }
        #expect(formats["sarif", default: 0] > 200 && formats["cyclonedx", default: 0] > 250, "\(formats)")
    }

    @Test("Valid CycloneDX JSON of the specification is read, in all its versions")
    func validBOMs() throws {
        var reader = ReportReader()
        let files = Corpus.files(under: "sboms/cyclonedx/spec", suffix: ".json").filter { $0.contains("/valid-") }
        #expect(files.count > 100)
        for file in files {
            if case .failure(let problem) = try outcome(&reader, file) { Issue.record("\(file): \(problem)") }
        }
    }

    /// Files whose expected count is not one finding a result.
    private static let mergedElsewhere: Set<String> = [
        // 15 of its 27 results are word for word the same as others.
        "sarif/bash-report.sarif",
        // The other tool counts each of a result's two locations.
        "sarif/njsscan.sarif",
    ]

    @Test("SARIF and CycloneDX give as many findings as another reader of these files expects")
    func counts() throws {
        var reader = ReportReader()
        let expected = try JSONValue(parsing: try Corpus.bytes("scans/native/expected-counts.json")).object ?? [:]
        var compared = 0
        for (name, count) in expected where !Self.mergedElsewhere.contains(name) {
            guard name.hasSuffix(".sarif") || name.hasSuffix(".json"),
                case .success(let document) = try outcome(&reader, "scans/native/\(name)")
            else { continue }
            compared += 1
            #expect(document.findings.count == Int(count.integer ?? -1), "\(name)")
        }
        #expect(compared >= 18)
    }

    @Test(
        "Runs that did not end are told from runs that found nothing",
        arguments: [
            ("Catastrophic configuration error", CoverageState.notChecked),
            ("Catastrophic execution error", .notChecked), ("Empty runs", .notChecked), ("No runs", .notChecked),
            ("One run empty results", .checked), ("One run no results", .notChecked),
            ("One run with results", .checked),
        ])
    func exceptionalConditions(name: String, state: CoverageState) throws {
        var reader = ReportReader()
        let file = "scans/sarif/sarif-tutorials/samples/ExceptionalConditions/\(name).sarif"
        #expect(try reader.document(of: try Corpus.bytes(file)).state == state)
    }
}
