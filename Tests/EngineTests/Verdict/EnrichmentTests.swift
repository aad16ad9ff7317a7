import JSON
import Testing

@testable import Engine

@Suite("Enrichment")
struct EnrichmentTests {
    private static let day = Timestamp(milliseconds: 1_790_000_000_000)

    private func facts(_ cves: [String]) -> Facts {
        Facts(format: "cyclonedx-1.5", state: .checked, findings: cves.enumerated().map { .vulnerability($0, [$1]) })
    }

    private func table(epss: Timestamp?, kev: Timestamp?, imported: Timestamp? = nil) throws -> ThreatTable {
        let cve = try #require(CVEID("CVE-2024-1001"))
        var headers: [FeedHeader] = []
        if let epss { headers.append(FeedHeader(name: .epss, asOf: epss, version: "v1", rows: 1, isSample: false)) }
        if let kev {
            headers.append(
                FeedHeader(name: .kev, asOf: kev, version: "1", rows: 1, isSample: false, importedAt: imported))
        }
        return ThreatTable(
            epoch: 3, headers: headers, epss: [EPSSRow(cve: cve, scoreE5: 4_200)],
            kev: [KEVEntry(cve: cve, isRansomware: true)])
    }

    private func enrich(_ facts: Facts, _ table: ThreatTable, now: Timestamp = day) -> Enrichment {
        Enrichment.of(facts, threats: table, context: .unknown, policy: .standard, now: now)
    }

    @Test("reads the value of each CVE once, by id")
    func values() throws {
        let result = enrich(
            facts(["CVE-2024-2000", "CVE-2024-1001", "CVE-2024-2000"]), try table(epss: Self.day, kev: Self.day))
        #expect(
            result.enriched.cves == [
                CVEFacts(cve: "CVE-2024-1001", epssE5: 4_200, isInKEV: true, isRansomware: true),
                CVEFacts(cve: "CVE-2024-2000", epssE5: nil, isInKEV: false, isRansomware: false),
            ])
        #expect(result.enriched.coverage.map(\.input) == ["epss", "kev", "report"])
        #expect(result.enriched.coverage.allSatisfy { $0.state == .checked })
    }

    @Test("holds until the first feed that was read becomes stale")
    func validUntil() throws {
        let older = Self.day.adding(days: -3)
        #expect(
            enrich(facts(["CVE-2024-1001"]), try table(epss: Self.day, kev: older)).validUntil == older.adding(days: 7))
        let stale = Self.day.adding(days: -7)
        let result = enrich(facts(["CVE-2024-1001"]), try table(epss: Self.day, kev: stale))
        #expect(result.validUntil == Self.day.adding(days: 7))
        #expect(result.enriched.coverage[1].state == .stale)
    }

    @Test(
        "judges KEV by its last import, for it is published only when it changes; but an old file stays old",
        arguments: [(20, 1, CoverageState.checked), (20, 7, .stale), (27, 0, .checked), (28, 0, .stale)])
    func kevFreshness(released: Int64, imported: Int64, state: CoverageState) throws {
        let table = try table(
            epss: Self.day, kev: Self.day.adding(days: -released), imported: Self.day.adding(days: -imported))
        #expect(enrich(facts(["CVE-2024-1001"]), table).enriched.coverage[1].state == state)
    }

    @Test("needs no feed for facts without a CVE")
    func noCVE() {
        let result = enrich(facts([]), .empty)
        #expect(result.enriched.coverage == [Coverage(input: "report", state: .checked)])
        #expect(result.validUntil == nil)
    }

    @Test("counts a feed that was never imported as not checked")
    func neverImported() {
        let result = enrich(facts(["CVE-2024-1001"]), .empty)
        #expect(result.enriched.coverage.map(\.state) == [.notChecked, .notChecked, .checked])
    }

    @Test("has no times in it: a feed that says the same on another day gives the same bytes")
    func noTimes() throws {
        let one = enrich(facts(["CVE-2024-1001"]), try table(epss: Self.day, kev: Self.day))
        let other = enrich(
            facts(["CVE-2024-1001"]), try table(epss: Self.day.adding(days: -1), kev: Self.day.adding(days: -2)))
        #expect(one.enriched.canonical == other.enriched.canonical)
    }

    @Test("enters the decision key, as do tenant and policy, and nothing else")
    func key() throws {
        let one = enrich(facts(["CVE-2024-1001"]), try table(epss: Self.day, kev: Self.day)).enriched
        let other = enrich(facts(["CVE-2024-1002"]), try table(epss: Self.day, kev: Self.day)).enriched
        let strict = try Policy(parsing: ["version": 1, "quantile": 0.9], name: "strict")
        let keys = [
            DecisionKey.digest(tenant: "a", enriched: one.digest, policy: Policy.standard.digest),
            DecisionKey.digest(tenant: "b", enriched: one.digest, policy: Policy.standard.digest),
            DecisionKey.digest(tenant: "a", enriched: other.digest, policy: Policy.standard.digest),
            DecisionKey.digest(tenant: "a", enriched: one.digest, policy: strict.digest),
        ]
        #expect(Set(keys).count == 4)
        #expect(keys[0] == DecisionKey.digest(tenant: "a", enriched: one.digest, policy: Policy.standard.digest))
    }
}
