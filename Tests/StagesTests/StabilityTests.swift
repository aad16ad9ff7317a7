import Engine
import Fleet
import Hashing
import JSON
import Store
import TestSupport
import Testing

@testable import Stages

@Suite("A service's memory of held verdicts", .enabled(if: TestServices.postgresURL != nil, "\(TestServices.hint)"))
struct StabilityTests {
    private static let cve = "CVE-2020-1001"

    private func importEPSS(_ score: Double, daysAgo: Int64, on line: TestLine) async throws {
        let date = WallClock.now().adding(days: -daysAgo)
        let text = "#model_version:v2026.06.15,score_date:\(date)\ncve,epss,percentile\n\(Self.cve),\(score),0.5\n"
        _ = try await FeedImport(store: line.store, fleet: line.fleet).run(Array(text.utf8), gate: .force)
    }

    private func prepare(_ line: TestLine, policy text: String) async throws {
        _ = try await line.importKEV(["CVE-2020-9999"])
        let policy = try Policy(parsing: JSONValue(parsing: Array(text.utf8)), name: "stable")
        _ = try await line.store.setPolicy(policy.canonical, name: "stable", tenant: "default", at: WallClock.now())
        _ = try await line.store.setContext(
            ServiceKey(tenant: "default", service: "shop"),
            context: Array(#"{"automatable":false,"exposure":"open","human_impact":"high"}"#.utf8), policy: "stable",
            at: WallClock.now())
    }

    /// Sends a report of its own source through every stage and gives its decision.
    private func decide(_ number: Int, on line: TestLine) async throws -> Decision {
        let (report, source) = (TestLine.report([Self.cve], component: "lib\(number)"), "source-\(number)")
        let scan = try await line.accept(report, source: source, isEnqueued: false)
        let work = NormalizeWork(artifact: Digest(of: report), format: "auto").encoded
        var next = Handoff(stage: .normalize, message: TestLine.message(scan, source: source, work))
        while true {
            let deliveries = [Delivery(message: next.message)]
            let context = TestLine.context(next.stage)
            let outcomes: [Outcome]
            switch next.stage {
            case .normalize: outcomes = try await line.normalizer.run(deliveries, context)
            case .enrich: outcomes = try await line.enricher().run(deliveries, context)
            case .score: outcomes = try await line.scorer.run(deliveries, context)
            case .evidence: outcomes = try await line.writer.run(deliveries, context)
            }
            guard let handoff = outcomes.first?.handoffs.first else { break }
            next = handoff
        }
        return try await line.decision(of: scan).decision
    }

    @Test("keeps a verdict through two lower score dates, says so, and ends with the third")
    func holds() async throws {
        let line = try await TestLine()
        try await prepare(line, policy: #"{"stability":{},"version":1}"#)
        try await importEPSS(0.05, daysAgo: 4, on: line)
        #expect(try await decide(0, on: line).assessment.verdict == .defer)
        for (number, daysAgo) in [(1, 3), (2, 2)] as [(Int, Int64)] {
            try await importEPSS(0.001 * Double(number), daysAgo: daysAgo, on: line)
            let held = try await decide(number, on: line)
            #expect(held.assessment.verdict == .defer)
            #expect(held.assessment.findings[0].reasons.map(\.code).contains(.held))
            let until = try #require(held.validUntil)
            #expect(until < WallClock.now().adding(days: 1 - daysAgo))
        }
        try await importEPSS(0.003, daysAgo: 1, on: line)
        let free = try await decide(3, on: line)
        #expect(free.assessment.verdict == .allow)
        #expect(try await line.store.heldRisks([ServiceKey(tenant: "default", service: "shop")]).isEmpty)
    }

    @Test("costs nothing under a policy without stability")
    func without() async throws {
        let line = try await TestLine()
        try await prepare(line, policy: #"{"version":1}"#)
        try await importEPSS(0.05, daysAgo: 2, on: line)
        #expect(try await decide(0, on: line).assessment.verdict == .defer)
        try await importEPSS(0.001, daysAgo: 1, on: line)
        #expect(try await decide(1, on: line).assessment.verdict == .allow)
        #expect(try await line.store.heldRisks([ServiceKey(tenant: "default", service: "shop")]).isEmpty)
    }

    @Test("a learned model decides under an override too, which changes the learned numbers and not the stated ones")
    func learnedOverride() async throws {
        let line = try await TestLine()
        try await prepare(
            line,
            policy: #"{"overrides":[{"name":"mine","services":["shop"],"set":{"losses":{"defer":2}}}],"version":1}"#)
        try await importEPSS(0.05, daysAgo: 1, on: line)
        let before = try await decide(0, on: line)
        #expect(before.assessment.model?.name == "reference")
        let desk = ModelDesk(store: line.store)
        let now = WallClock.now().adding(days: 1)
        let stored = try await desk.learn(policy: "stable", tenant: "default", split: now, now: now)
        _ = try await desk.promote(stored.id, tenant: "default", by: "ana", insisting: true, now: WallClock.now())
        let after = try await decide(1, on: line)
        #expect(after.assessment.model?.name.hasPrefix("learned-") == true)
        // DEFER is worth it from p = .02 on where it costs 2: an open service reaches that at an EPSS of .025.
        try await importEPSS(0.027, daysAgo: 0, on: line)
        #expect(try await decide(2, on: line).assessment.verdict == .defer)
    }

    @Test("a model is learned from decisions and outcomes, kept when it does not pass, and promoted on demand")
    func learning() async throws {
        let line = try await TestLine()
        _ = try await line.importKEV([Self.cve])
        try await importEPSS(0.05, daysAgo: 1, on: line)
        let desk = ModelDesk(store: line.store)
        let decision = try await decide(0, on: line)
        #expect(decision.assessment.model?.name == "reference")
        _ = try await line.store.saveOutcomes(
            [
                OutcomeEvent(id: "d", kind: .deployed, at: WallClock.now(), service: "shop"),
                OutcomeEvent(
                    id: "x", kind: .exploited, at: Timestamp(milliseconds: WallClock.now().milliseconds + 2),
                    service: "shop", cve: Self.cve),
            ], tenant: "default", at: WallClock.now())
        let now = WallClock.now().adding(days: 1)
        let stored = try await desk.learn(policy: "default", tenant: "default", split: now, now: now)
        #expect(!stored.model.isPassed)
        let refusal = await #expect(throws: ModelDesk.Refusal.self) {
            _ = try await desk.promote(
                stored.id, tenant: "default", by: "ana", insisting: false, now: WallClock.now())
        }
        #expect(refusal?.code == .notPassed)
        let change = try await desk.promote(
            stored.id, tenant: "default", by: "ana", insisting: true, now: WallClock.now()
        ).change
        #expect(change.items == 1)
        let again = try await decide(1, on: line)
        #expect(again.assessment.model?.name.hasPrefix("learned-") == true)
        #expect(again.policy.digest == Digest(of: stored.model.body))
        let later = await #expect(throws: ModelDesk.Refusal.self) {
            _ = try await desk.promote(
                stored.id, tenant: "default", by: "ana", insisting: true, now: WallClock.now())
        }
        #expect(later?.code == .otherPolicy)
    }
}
