import Compression
import Foundation
import JSON
import TestSupport
import Testing

/// `fixops normalize` and `fixops evaluate`.
@Suite("The command line shows what reports say")
struct CommandLineNormalizeTests {
    static let oracle = ProjectFiles.root.deletingLastPathComponent().appending(path: "shared/oracle/golden.json")
    static let report = ProjectFiles.root.appending(path: "examples/reports/billing.cdx.json").path

    @Test("--count prints one line a file")
    func counts() async throws {
        let ending = try await ProgramRun.run("fixops", ["normalize", "--count", Self.report, "-"])
        #expect(
            ending.stdout == """
                2 findings, 2 components, format=cyclonedx-1.5, tool=Cartographer 1.8.1
                0 findings, 0 components, format=empty

                """)
        #expect(ending.status == 0)
    }

    @Test("--count --json prints one object a file")
    func countsAsJSON() async throws {
        let ending = try await ProgramRun.run("fixops", ["normalize", "--count", "--json", Self.report])
        let line = try JSONValue(parsing: Array(ending.stdout.utf8))
        #expect(line["findings"] == .integer(2))
        #expect(line["format"]?.string == "cyclonedx-1.5")
    }

    @Test("Findings are one JSON object a line, the same from a gzip file")
    func findings() async throws {
        let plain = try await ProgramRun.run("fixops", ["normalize", Self.report])
        let lines = try plain.stdout.split(separator: "\n").map { try JSONValue(parsing: Array($0.utf8)) }
        #expect(lines.map { $0["ids"]?.array?.first?.string } == ["CVE-2022-22965", "CVE-2020-36518"])
        let packed = try await ProgramRun.run("fixops", ["normalize", "-"], stdin: try gzip(Self.report))
        #expect(packed.stdout == plain.stdout)
    }

    @Test("A ZIP file is all its reports")
    func archive() async throws {
        let bytes = Array(try Data(contentsOf: URL(filePath: Self.report)))
        let archive = ZIPArchive.holding([("a.json", bytes), ("b.json", Gzip.deflate(bytes))])
        let ending = try await ProgramRun.run("fixops", ["normalize", "--count", "-"], stdin: archive)
        #expect(ending.stdout.hasPrefix("2 findings, 4 components, format=cyclonedx-1.5"))
        let bad = ZIPArchive.holding([("a.json", bytes), ("b.json", Array("{".utf8))])
        let refused = try await ProgramRun.run("fixops", ["normalize", "-"], stdin: bad)
        #expect(refused.status == 65 && refused.stderr.contains("b.json: "))
    }

    @Test("A report that cannot be read does not keep the others from being shown")
    func oneOfSeveral() async throws {
        let ending = try await ProgramRun.run(
            "fixops", ["normalize", "--count", "-", Self.report], stdin: Array("{".utf8))
        #expect(ending.status == 65)
        #expect(ending.stdout.hasPrefix("2 findings"))
        #expect(ending.stderr.split(separator: "\n").count == 1)
    }

    @Test(
        "evaluate gives the reference's answers",
        .enabled(
            if: FileManager.default.fileExists(atPath: oracle.path),
            "the reference's answers (../shared/oracle) are absent: this test did NOT run"))
    func oracleCases() async throws {
        let golden = try JSONValue(parsing: Array(try Data(contentsOf: Self.oracle)))
        let cases = (golden["cases"]?.array ?? []) + (golden["random"]?.array ?? [])
        let input = cases.compactMap { $0["input"]?.canonicalText }.joined(separator: "\n")
        let ending = try await ProgramRun.run("fixops", ["evaluate"], stdin: Array(input.utf8))
        let answers = try ending.stdout.split(separator: "\n").map { try JSONValue(parsing: Array($0.utf8)) }
        try #require(answers.count == cases.count)
        for (expected, answer) in zip(cases, answers) {
            #expect(isEqual(expected["output"] ?? .null, answer), "\(expected["input"]?["name"]?.string ?? "?")")
        }
    }

    /// Equal in everything, numbers within 1e-9: the reference sums in another order and does not round.
    private func isEqual(_ left: JSONValue, _ right: JSONValue) -> Bool {
        if let left = left.double, let right = right.double { return abs(left - right) < 1e-9 }
        guard let left = left.object, let right = right.object else { return left == right }
        return left.keys == right.keys
            && left.allSatisfy { key, value in right[key].map { isEqual(value, $0) } ?? false }
    }

    private func gzip(_ path: String) throws -> [UInt8] {
        Gzip.deflate(Array(try Data(contentsOf: URL(filePath: path))))
    }
}
