import Engine
import Fleet
import Hashing
import JSON
import Stages
import Testing

@Suite("Work that travels in messages")
struct WorkTests {
    static let digest = Digest(of: "artifact")
    static let other = Digest(of: "other")
    static let facts = Array(#"{"findings":[{"a":"}\"{"}],"format":"sarif-2.1.0","state":"checked"}"#.utf8)

    @Test("a normalizer's work is read back", arguments: [nil, 7])
    func normalize(byteCount: Int?) throws {
        let work = NormalizeWork(artifact: Self.digest, format: "auto", byteCount: byteCount)
        #expect(try NormalizeWork(decoding: work.encoded) == work)
    }

    @Test(
        "an enricher's work is read back",
        arguments: [
            EnrichWork.report(ReportFacts(artifact: digest, format: "sarif", facts: .inline(facts))),
            .report(ReportFacts(artifact: digest, format: "auto", facts: .stored(other))),
            .rescore(RescoreChunk(run: 7, first: 201, last: 400)),
        ])
    func enrich(work: EnrichWork) throws { #expect(try EnrichWork(decoding: work.encoded) == work) }

    @Test("a scorer's work is read back, small or stored, with an assessment or without")
    func scored() throws {
        for work in Self.scoredWorks { #expect(try ScoredWork(decoding: work.encoded) == work) }
    }

    @Test("work is canonical JSON, so that messages stay readable and hash the same everywhere")
    func canonical() throws {
        for work in Self.scoredWorks {
            let bytes = work.encoded
            #expect(try JSONValue(parsing: bytes).canonical == bytes)
        }
    }

    @Test(
        "work that misses something is refused with its name",
        arguments: [
            (#"{"format":"auto"}"#, "artifact"), (#"{"artifact":"zz","format":"auto"}"#, "artifact"),
            (#"{"artifact":"\#(digest)"}"#, "format"),
        ])
    func refused(text: String, name: String) {
        let error = #expect(throws: WorkError.self) { try NormalizeWork(decoding: Array(text.utf8)) }
        #expect(error?.description.contains(name) == true)
    }

    @Test("a message survives its way over the wire with its work untouched")
    func message() throws {
        let work = try #require(Self.scoredWorks.first)
        let message = Message(
            job: "j", scan: "s", tenant: "default", service: "shop", source: "default", sequence: 3, jobClass: .live,
            payload: work.encoded)
        #expect(try ScoredWork(decoding: Message(decoding: message.encoded).payload) == work)
    }

    private static let scoredWorks: [ScoredWork] = {
        let policy = PolicyReference(name: "default", digest: digest)
        let plain = ScoredWork(
            artifact: digest, enriched: .inline(Array(#"{"cves":[],"x":"a,\"b"}"#.utf8)), epoch: 4, factsDigest: other,
            format: "auto", key: other, policy: policy, revision: 2)
        var scored = plain
        scored.assessment = .inline(Array(#"{"verdict":"ALLOW"}"#.utf8))
        scored.feeds = [
            FeedHeader(
                name: .epss, asOf: Timestamp(milliseconds: 5), version: "v2026.06.15", rows: 9, isSample: false),
            FeedHeader(
                name: .kev, asOf: Timestamp(milliseconds: 6), version: "1", rows: 2, isSample: true,
                importedAt: Timestamp(milliseconds: 7)),
        ]
        scored.validUntil = Timestamp(milliseconds: 1_790_000_000_000)
        var large = scored
        large.enriched = .stored(digest)
        large.assessment = .stored(other)
        large.format = nil
        large.cause = 9
        large.startedFrom = ScanID(high: 1, low: 2)
        return [plain, scored, large]
    }()
}
