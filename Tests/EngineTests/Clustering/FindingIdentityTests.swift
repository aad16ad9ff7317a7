import Engine
import Testing

@Suite("Lines and severities are no part of a finding's identity")
struct FindingIdentityTests {
    private static func report(_ lines: [Int], level: String = "error") -> String {
        let results = lines.map { line in
            #"""
            {"ruleId":"R\#(line % 2)","level":"\#(level)","message":{"text":"bad"},"locations":[{"physicalLocation":
            {"artifactLocation":{"uri":"a.py"},"region":{"startLine":\#(line)}}}]}
            """#
        }.joined(separator: ",")
        return #"{"version":"2.1.0","runs":[{"tool":{"driver":{"name":"t"}},"results":[\#(results)]}]}"#
    }

    private static func fingerprints(_ text: String) throws -> [Fingerprint] {
        var reader = ReportReader()
        return try reader.document(of: Array(text.utf8), format: "auto").findings.map(\.fingerprint)
    }

    @Test("Shifted lines, another order and a new rating keep every fingerprint", arguments: 0..<10 as Range<UInt64>)
    func shifted(seed: UInt64) throws {
        var numbers = SeededGenerator(seed: seed)
        let lines = Set((0..<40).map { _ in Int.random(in: 1...400, using: &numbers) }).sorted()
        let shift = Int.random(in: 0...50, using: &numbers) * 2
        let moved = lines.map { $0 + shift }.shuffled(using: &numbers)
        #expect(try Self.fingerprints(Self.report(moved, level: "note")) == Self.fingerprints(Self.report(lines)))
    }
}
