import Engine
import Fleet
import Hashing
import JSON
import Redis
import Store
import TestSupport
import Testing

@testable import Stages

@Suite("Each stage on its own", .enabled(if: TestServices.postgresURL != nil, "\(TestServices.hint)"))
struct StageTests {
    @Test("the normalizer reads a batch once, gives facts on, and knows a report that it has read before")
    func normalize() async throws {
        let line = try await TestLine()
        let report = TestLine.report(["CVE-2020-1001"])
        let scan = try await line.accept(report, isEnqueued: false)
        let work = NormalizeWork(artifact: Digest(of: report), format: "auto").encoded
        let deliveries = (0..<3).map { _ in Delivery(message: TestLine.message(scan, work)) }
        let first = try await line.normalizer.run(deliveries, TestLine.context(.normalize))
        let second = try await line.normalizer.run(deliveries, TestLine.context(.normalize))
        #expect(first == second)
        let handoff = try #require(first.first?.handoffs.first)
        #expect(handoff.stage == .enrich)
        guard case .report(let facts) = try EnrichWork(decoding: handoff.message.payload) else {
            Issue.record("no report was handed on")
            return
        }
        #expect(facts.artifact == Digest(of: report))
        #expect(try Facts(canonical: #require(facts.facts.inlineBytes)).findings.count == 1)
    }

    @Test(
        "facts beyond the inline limit travel by digest, enriched ones as a blob, and the decision is the same line's")
    func largeReport() async throws {
        let line = try await TestLine()
        let report = TestLine.report((0..<900).map { "CVE-2020-\(1000 + $0)" })
        let scan = try await line.accept(report, isEnqueued: false)
        let work = NormalizeWork(artifact: Digest(of: report), format: "auto").encoded
        let normalized = try await line.normalizer.run(
            [Delivery(message: TestLine.message(scan, work))], TestLine.context(.normalize))
        let toEnrich = try #require(normalized.first?.handoffs.first)
        #expect(toEnrich.message.payload.count < 1_000)
        let enriched = try await line.enricher().run(
            [Delivery(message: toEnrich.message)], TestLine.context(.enrich))
        let toScore = try #require(enriched.first?.handoffs.first)
        #expect(toScore.stage == .score)
        #expect(try ScoredWork(decoding: toScore.message.payload).enriched.storedDigest != nil)
        let scored = try await line.scorer.run([Delivery(message: toScore.message)], TestLine.context(.score))
        let toWrite = try #require(scored.first?.handoffs.first)
        #expect(try ScoredWork(decoding: toWrite.message.payload).assessment?.storedDigest != nil)
        let written = try await line.writer.run([Delivery(message: toWrite.message)], TestLine.context(.evidence))
        #expect(written == [.finished])
        #expect(try await line.decision(of: scan).decision.assessment.findings.count == 900)
    }

    @Test("a worker below a message's epoch loads it, and gives the job back while nobody has published it")
    func epochs() async throws {
        let line = try await TestLine()
        let scan = try await line.accept(TestLine.report(["CVE-2020-1001"]), isEnqueued: false)
        let facts = Facts(format: "sarif-2.1.0", state: .checked, findings: []).canonical
        let report = ReportFacts(artifact: Digest(of: "a"), format: "auto", facts: .inline(facts))
        var message = TestLine.message(scan, EnrichWork.report(report).encoded)
        message.minimumEpoch = 1
        let enricher = line.enricher()
        let early = try await enricher.run([Delivery(message: message)], TestLine.context(.enrich))
        guard case .giveBack = early.first else {
            Issue.record("the job was not given back: \(early)")
            return
        }
        _ = try await line.importKEV(["CVE-2020-1001"])
        let later = try await enricher.run([Delivery(message: message)], TestLine.context(.enrich))
        let work = try ScoredWork(decoding: #require(later.first?.handoffs.first).message.payload)
        #expect(work.epoch == 1)
        #expect(work.feeds.map(\.name) == [.kev])
    }

    @Test("a verdict body that is gone sends the job to the scorer")
    func bodyGone() async throws {
        let line = try await TestLine()
        let (scan, toWrite) = try await scored(on: line)
        var work = try ScoredWork(decoding: toWrite.payload)
        work.assessment = nil
        let outcome = try await line.writer.run(
            [Delivery(message: TestLine.message(scan, work.encoded))], TestLine.context(.evidence))
        #expect(outcome.first?.handoffs.first?.stage == .score)
    }

    @Test("a redelivered decision changes nothing and is finished")
    func redelivery() async throws {
        let line = try await TestLine()
        let (scan, message) = try await scored(on: line)
        let twice = [Delivery(message: message), Delivery(message: message)]
        #expect(try await line.writer.run(twice, TestLine.context(.evidence)) == [.finished, .finished])
        let first = try await line.decision(of: scan)
        #expect(try await line.writer.run(twice, TestLine.context(.evidence)) == [.finished, .finished])
        #expect(try await line.decision(of: scan).id == first.id)
    }

    @Test("another answer for equal inputs is an alarm that ends the job, and nothing is written")
    func mismatch() async throws {
        let line = try await TestLine()
        let (_, message) = try await scored(on: line)
        _ = try await line.writer.run([Delivery(message: message)], TestLine.context(.evidence))
        let other = try await line.accept(TestLine.report(["CVE-2020-1001"]), service: "other", isEnqueued: false)
        var work = try ScoredWork(decoding: message.payload)
        let assessment = try Assessment(canonical: #require(work.assessment?.inlineBytes))
        let forged = Assessment(
            verdict: .allow, findings: assessment.findings, reasons: [], probability: 0, dueDays: nil, changeSet: [],
            model: assessment.model)
        work.assessment = .inline(forged.canonical)
        let outcome = try await line.writer.run(
            [Delivery(message: TestLine.message(other, service: "other", work.encoded))],
            TestLine.context(.evidence))
        #expect(outcome.first?.rejection?.code == "digest-mismatch")
        #expect(try await line.store.decisionsOf(scans: [other], tenant: "default").isEmpty)
    }

    @Test("a fingerprint is written for a fully checked decision, and its answer names the decision")
    func fingerprint() async throws {
        let line = try await TestLine()
        _ = try await line.importKEV(["CVE-2021-1001"])
        _ = try await line.importEPSS(["CVE-2020-1001": 0.3])
        let (scan, message) = try await scored(on: line)
        _ = try await line.writer.run([Delivery(message: message)], TestLine.context(.evidence))
        let key = FingerprintKey.digest(
            tenant: "default", service: "shop", source: "default", format: "auto",
            artifact: Digest(of: TestLine.report(["CVE-2020-1001"])))
        let query = FingerprintQuery(
            tenant: "default", service: "shop", source: "default", digest: key.description)
        let reading = try #require(try await line.fleet.readFingerprints([query]).first)
        let value = try JSONValue(parsing: #require(reading.value))
        let record = try await line.decision(of: scan)
        #expect(value["decision"]?.string == record.id.description)
        #expect(value["answer"]?["scan"]?.string == scan.description)
        #expect(value["answer"]?["evidence"]?["sha256"]?.string == record.evidence.description)
        #expect(value["cves"] == ["CVE-2020-1001"])
        #expect(value["epoch"] == 2)
        #expect(reading.revision == value["rev"]?.integer)
        #expect(reading.epoch == 2)
        #expect(reading.sequence == value["seq"]?.integer)
    }

    @Test("a decision that lacks a feed is never remembered")
    func noFingerprint() async throws {
        let line = try await TestLine()
        let (_, message) = try await scored(on: line)
        _ = try await line.writer.run([Delivery(message: message)], TestLine.context(.evidence))
        let keys = try await line.redis.send(RedisCommand("KEYS", "*:fp:*"))
        #expect(keys.array?.isEmpty == true)
    }

    @Test("work that cannot be read is rejected, and its neighbours run")
    func unreadable() async throws {
        let line = try await TestLine()
        let scan = try await line.accept(TestLine.report(["CVE-2020-1001"]), isEnqueued: false)
        let good = NormalizeWork(artifact: Digest(of: TestLine.report(["CVE-2020-1001"])), format: "auto").encoded
        let outcomes = try await line.normalizer.run(
            [
                Delivery(message: TestLine.message(scan, Array("{}".utf8))),
                Delivery(message: TestLine.message(scan, good)),
            ], TestLine.context(.normalize))
        #expect(outcomes[0].rejection?.code == "unreadable-message")
        #expect(outcomes[1].handoffs.count == 1)
    }

    /// A report of one CVE up to the message that the evidence-writer gets.
    private func scored(on line: TestLine) async throws -> (ScanID, Message) {
        let report = TestLine.report(["CVE-2020-1001"])
        let scan = try await line.accept(report, isEnqueued: false)
        var message = TestLine.message(scan, NormalizeWork(artifact: Digest(of: report), format: "auto").encoded)
        let stages: [(StageName, ([Delivery], StageContext) async throws -> [Outcome])] = [
            (.normalize, { try await line.normalizer.run($0, $1) }),
            (.enrich, { try await line.enricher().run($0, $1) }),
            (.score, { try await line.scorer.run($0, $1) }),
        ]
        for (name, run) in stages {
            let outcomes = try await run([Delivery(message: message)], TestLine.context(name))
            message = try #require(outcomes.first?.handoffs.first).message
        }
        return (scan, message)
    }
}

extension Outcome {
    var handoffs: [Handoff] { if case .handOff(let handoffs) = self { handoffs } else { [] } }
    var rejection: Rejection? { if case .reject(let rejection) = self { rejection } else { nil } }
}
