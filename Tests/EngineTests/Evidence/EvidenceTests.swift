import Hashing
import JSON
import Testing

@testable import Engine

@Suite("Evidence")
struct EvidenceTests {
    static func record(
        _ enriched: EnrichedFacts, policy: Policy = .standard, feeds: [FeedHeader] = []
    ) -> EvidenceRecord {
        let assessment = Scorer.assess(enriched, policy: policy)
        let now = Timestamp(milliseconds: 1_790_000_000_000)
        let key = DecisionKey.digest(tenant: "default", enriched: enriched.digest, policy: policy.digest)
        let decision = Decision(
            scan: ScanID(high: 1, low: 2), tenant: "default", service: "shop", source: "default", cause: 0, key: key,
            assessment: assessment, coverage: enriched.coverage, policy: policy.reference, epoch: 7, decidedAt: now,
            due: assessment.dueDays.map { now.adding(days: Int64($0)) }, validUntil: now.adding(days: 7))
        return EvidenceRecord(
            decision: decision, sequence: 4, artifact: Digest(of: "report"),
            factsDigest: Digest(of: enriched.facts.canonical), enriched: enriched.canonical,
            assessment: assessment.canonical, feeds: feeds)
    }

    private func code(_ bytes: [UInt8], _ policy: Policy = .standard) -> EvidenceProblem.Code? {
        do {
            try Evidence.verify(bytes, policy: policy)
            return nil
        } catch {
            return error.code
        }
    }

    /// Changes the evidence's canonical text and keeps it canonical.
    private func replacing(_ old: String, _ new: String, in bytes: [UInt8]) throws -> [UInt8] {
        let text = String(decoding: bytes, as: UTF8.self)
        let changed = text.split(separator: old, omittingEmptySubsequences: false).joined(separator: new)
        try #require(changed != text)
        return try JSONValue(parsing: Array(changed.utf8)).canonical
    }

    @Test("of any decision is made again to the same bytes", arguments: [UInt64(21), 22])
    func replay(seed: UInt64) throws {
        var random = RandomFacts(seed: seed)
        for _ in 0..<100 {
            let bytes = Evidence.canonical(of: Self.record(random.enriched()))
            try Evidence.verify(bytes, policy: .standard)
            #expect(try JSONValue(parsing: bytes).canonical == bytes)
        }
    }

    @Test("that was changed does not prove anything")
    func tampering() throws {
        let context = ServiceContext(automatable: true, exposure: .open, humanImpact: .high)
        let bytes = Evidence.canonical(of: Self.record(.single(epssE5: 42_000, isInKEV: true, context)))
        #expect(code(bytes) == nil)
        #expect(code(try replacing(#""BLOCK""#, #""ALLOW""#, in: bytes)) == .differentAnswer)
        #expect(code(try replacing(#","kev":true"#, "", in: bytes)) == .keyMismatch)
        #expect(code(try replacing("2026-09-24T14", "2026-09-29T14", in: bytes)) == .differentAnswer)
    }

    @Test("whose facts were changed has another key")
    func changedFacts() throws {
        let bytes = Evidence.canonical(of: Self.record(.single(epssE5: 42_000)))
        #expect(code(try replacing(#""epss_e5":42000"#, #""epss_e5":41000"#, in: bytes)) == .keyMismatch)
        #expect(code(try replacing(#""severity":"high""#, #""severity":"low""#, in: bytes)) == .keyMismatch)
        #expect(code(try replacing(#""tenant":"default""#, #""tenant":"other""#, in: bytes)) == .keyMismatch)
    }

    @Test("that is not canonical, of another policy or of another engine is not accepted")
    func otherRules() throws {
        let bytes = Evidence.canonical(of: Self.record(.single(epssE5: 42_000)))
        #expect(code(bytes + [UInt8(ascii: "\n")]) == .notCanonical)
        #expect(code(Array(bytes.dropLast())) == .unreadable)
        let strict = try Policy(parsing: ["version": 1, "quantile": 0.95], name: "default")
        #expect(code(bytes, strict) == .otherRules)
        let made = "\"engine\":\(EngineVersion.major)"
        #expect(code(try replacing(made, #""engine":1"#, in: bytes)) == .otherRules)
    }

    @Test("gives back the feeds that were held, and refuses those that it cannot read")
    func feeds() throws {
        let feeds = [
            FeedHeader(
                name: .epss, asOf: Timestamp(milliseconds: 86_400_123), version: "v1", rows: 3, isSample: false,
                importedAt: Timestamp(milliseconds: 90_000_001)),
            FeedHeader(name: .kev, asOf: Timestamp(milliseconds: 0), version: "2026.08.07", rows: 1, isSample: true),
        ]
        let bytes = Evidence.canonical(of: Self.record(.single(epssE5: 42_000), feeds: feeds.reversed()))
        #expect(try Evidence.feeds(of: bytes) == feeds)
        #expect(try Evidence.feeds(of: Evidence.canonical(of: Self.record(.single(epssE5: 42_000)))).isEmpty)
        let damaged = try replacing(#""name":"kev""#, #""name":"vek""#, in: bytes)
        let problem = #expect(throws: EvidenceProblem.self) { try Evidence.feeds(of: damaged) }
        #expect(problem?.code == .unreadable)
    }

    @Test("holds what is needed to find and repeat the decision")
    func members() throws {
        let feed = FeedHeader(
            name: .kev, asOf: Timestamp(milliseconds: 0), version: "2026.08.07", rows: 1_662, isSample: true)
        let value = try JSONValue(
            parsing: Evidence.canonical(of: Self.record(.single(epssE5: 42_000), feeds: [feed])))
        let names: Set = [
            "artifact", "assessment", "cause", "decided_at", "due", "engine", "enriched", "epoch", "facts", "feeds",
            "key",
            "policy", "scan", "sequence", "service", "source", "tables", "tenant", "valid_until", "version",
        ]
        #expect(Set(try #require(value.object).keys) == names)
        #expect(value["feeds"]?.array?.first?["sample"] == true)
        #expect(value["tables"]?.string == DecisionTable.builtInDigest.description)
    }
}
