import JSON
import TestSupport
import Testing

@testable import Engine

/// Compares the built-in rules with the labels of Checkov's own tests; `scripts/score-infrastructure` prints them one by one.
@Suite("Rules against labelled configurations", .enabled(if: Corpus.isPresent, Comment(rawValue: Corpus.hint)))
struct InfrastructureCorpusTests {
    private struct Label {
        let rule: String
        let folder: String
        let passing: [String]
        let failing: [String]
    }

    @Test("Of a hundred resources that should fail ninety-four do, and of a hundred that do ninety-seven should")
    func labels() throws {
        var hits = 0
        var wanted = 0
        var wrong = 0
        for label in try labelled() {
            let failing = try failing(label)
            hits += label.failing.filter(failing.contains).count
            wanted += label.failing.count
            wrong += label.passing.filter(failing.contains).count
        }
        #expect(wanted > 500)
        #expect(Double(hits) / Double(wanted) > 0.94)
        #expect(Double(hits) / Double(hits + wrong) > 0.97)
    }

    @Test("Every file of the corpus is read in its format, or refused with a sentence")
    func sweep() throws {
        var read = 0
        for file in Corpus.files(under: "iac", suffix: ".tf") {
            do {
                let document = try Configurations.terraform(String(decoding: try Corpus.bytes(file), as: UTF8.self))
                #expect(try Document(canonical: document.canonical) == document, "\(file)")
                read += 1
            } catch let problem as ReportProblem {
                #expect(problem.location != nil, "\(file)")
            }
        }
        #expect(read > 400)
    }

    @Test("Empty lines above a configuration change no finding but its line")
    func lineShift() throws {
        for file in Corpus.files(under: "iac/terragoat", suffix: ".tf") {
            let text = String(decoding: try Corpus.bytes(file), as: UTF8.self)
            let plain = try Configurations.terraform(text).findings
            let shifted = try Configurations.terraform("\n\n# moved\n\n" + text).findings
            #expect(plain.map(\.fingerprint) == shifted.map(\.fingerprint), "\(file)")
            #expect(
                plain.compactMap(\.location?.line).map { $0 + 4 } == shifted.compactMap(\.location?.line), "\(file)")
        }
    }

    private func labelled() throws -> [Label] {
        let all = try JSONValue(parsing: Corpus.bytes("iac/checkov/expected.json")).array ?? []
        return all.compactMap { entry in
            guard let rule = entry["check_id"]?.string, let folder = entry["example_dir"]?.string,
                !InfrastructureRule.named(rule).isEmpty
            else { return nil }
            func list(_ key: String) -> [String] { (entry[key]?.array ?? []).compactMap(\.string) }
            return Label(rule: rule, folder: folder, passing: list("passing"), failing: list("failing"))
        }
    }

    private func failing(_ label: Label) throws -> Set<String> {
        let folder = "iac/checkov/\(label.folder)"
        let files = [".tf", ".tfvars"].flatMap { Corpus.files(under: folder, suffix: $0) }
        let text = try files.map { String(decoding: try Corpus.bytes($0), as: UTF8.self) }.joined(separator: "\n")
        var addresses = try Configurations.terraform(text).failing(label.rule)
        for file in [".yaml", ".yml"].flatMap({ Corpus.files(under: folder, suffix: $0) }) {
            let manifest = String(decoding: try Corpus.bytes(file), as: UTF8.self)
            addresses.formUnion(try Configurations.kubernetes(manifest).failing(label.rule))
        }
        return Set(addresses.map { String($0.trimmingPrefix("data.")) })
    }
}
