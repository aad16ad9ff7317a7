import Testing

@testable import Engine

@Suite("The table of threats")
struct ThreatTableTests {
    private func id(_ text: String) throws -> CVEID { try #require(CVEID(text)) }

    @Test("joins what the feeds say of a CVE; a score of 0 is not the absence of one")
    func facts() throws {
        let table = ThreatTable(
            epoch: 1, headers: [],
            epss: [
                EPSSRow(cve: try id("CVE-2024-1000"), scoreE5: 0),
                EPSSRow(cve: try id("CVE-2024-1001"), scoreE5: 100_000),
            ],
            kev: [
                KEVEntry(cve: try id("CVE-2024-1001"), isRansomware: true),
                KEVEntry(cve: try id("CVE-2024-1002"), isRansomware: false),
            ])
        #expect(table.facts(for: "CVE-2024-1000").epssE5 == 0)
        let both = CVEFacts(cve: "CVE-2024-1001", epssE5: 100_000, isInKEV: true, isRansomware: true)
        #expect(table.facts(for: "CVE-2024-1001") == both)
        #expect(table.facts(for: "CVE-2024-1002").epssE5 == nil)
        #expect(table.facts(for: "CVE-2024-1002").isInKEV)
        let nothing = CVEFacts(cve: "CVE-MALFORMED", epssE5: nil, isInKEV: false, isRansomware: false)
        #expect(table.facts(for: "CVE-MALFORMED") == nothing)
        #expect(table.count == 3)
    }

    @Test("after deltas is the table of the last epoch")
    func deltas() throws {
        var random = SeededGenerator(seed: 11)
        let ids = try (1000..<1200).map { try id("CVE-2024-\($0)") }
        var epss: [CVEID: Int32] = [:]
        var kev: [CVEID: Bool] = [:]
        var table = ThreatTable.empty
        for epoch in Int64(1)...30 {
            let scored = ids.filter { _ in Int.random(in: 0..<10, using: &random) == 0 }
            let listed = ids.filter { _ in Int.random(in: 0..<20, using: &random) == 0 }
            let unscored = epss.keys.filter { !scored.contains($0) }.sorted().prefix(3)
            let unlisted = kev.keys.filter { !listed.contains($0) }.sorted().prefix(2)
            for cve in scored { epss[cve] = Int32.random(in: 0...100_000, using: &random) }
            for cve in listed { kev[cve] = Bool.random(using: &random) }
            for cve in unscored { epss[cve] = nil }
            for cve in unlisted { kev[cve] = nil }
            table.apply(
                ThreatDelta(
                    epoch: epoch, headers: [], epss: scored.map { EPSSRow(cve: $0, scoreE5: epss[$0] ?? 0) },
                    removedEPSS: Array(unscored),
                    kev: listed.map { KEVEntry(cve: $0, isRansomware: kev[$0] ?? false) }, removedKEV: Array(unlisted)))
        }
        let whole = ThreatTable(
            epoch: 30, headers: [], epss: epss.map { EPSSRow(cve: $0, scoreE5: $1) },
            kev: kev.map { KEVEntry(cve: $0, isRansomware: $1) })
        #expect(table.epoch == 30)
        #expect(table.count == whole.count)
        for cve in ids { #expect(table.facts(for: cve.description) == whole.facts(for: cve.description)) }
    }
}
