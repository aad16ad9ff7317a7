import Testing
import YAML

@testable import Engine

@Suite("Hysteresis")
struct HysteresisTests {
    private static let day = Timestamp(milliseconds: 1_790_000_000_000)
    private static let context = ServiceContext(automatable: false, exposure: .open, humanImpact: .high)

    private func policy(_ text: String = "stability: {}\n") throws -> Policy {
        try Policy(parsing: YAMLReader.value(of: "version: 1\n" + text), name: "test")
    }

    private func scores(_ day: Int64, model: String = "v1") -> FeedHeader {
        FeedHeader(name: .epss, asOf: Self.day.adding(days: day), version: model, rows: 1, isSample: false)
    }

    /// Walks one CVE through a series of scores, a day each, and gives the verdicts of the finding.
    private func verdicts(
        _ series: [Int], _ policy: Policy, from first: Int64 = 0, held: inout [String: HeldRisk]
    ) throws -> [FindingAssessment] {
        try series.enumerated().map { offset, epssE5 in
            let result = try #require(
                Stability.apply(
                    to: .single(epssE5: epssE5, Self.context), held: held, policy: policy,
                    scores: scores(first + Int64(offset))))
            for (cve, state) in result.next { held[cve] = state }
            return Scorer.assess(result.enriched, policy: policy).findings[0]
        }
    }

    @Test("enters at once, and leaves only after three dates below four fifths of the threshold")
    func leaves() throws {
        // DEFER begins at p = .03, which an open exposure reaches at an EPSS of .0375; it is left below .03.
        var held: [String: HeldRisk] = [:]
        let series = [3_000, 3_800, 3_200, 2_900, 2_900, 3_100, 2_900, 2_900, 2_900, 3_700, 3_750]
        let found = try verdicts(series, policy(), held: &held)
        let expected: [Verdict] = [
            .allow, .defer, .defer, .defer, .defer, .defer, .defer, .defer, .allow, .allow, .defer,
        ]
        #expect(found.map(\.verdict) == expected)
        let reasons = found[3].reasons.filter { $0.code == .held }
        #expect(reasons == [Reason(.held, ["cve": "CVE-2024-10001", "verdict": "DEFER"])])
        #expect(found[3].probability < 0.03, "the probability that is told is the present one")
    }

    @Test("counts a date once, whatever comes again, and takes no step back for an older file")
    func dates() throws {
        let policy = try policy()
        var held: [String: HeldRisk] = [:]
        _ = try verdicts([3_800], policy, held: &held)
        for _ in 0..<5 {
            #expect(try verdicts([2_000], policy, from: 1, held: &held)[0].verdict == .defer)
        }
        let before = held
        #expect(try verdicts([2_000], policy, from: 0, held: &held)[0].verdict == .defer)
        #expect(held == before)
    }

    @Test("holds nothing against a change of context, policy or the score's model")
    func basis() throws {
        let policy = try policy()
        let state = [
            "CVE-2024-10001": HeldRisk(
                verdict: .block, datesBelow: 0, scoreDate: Self.day,
                basis: RiskBasis(policy: policy, context: Self.context, scores: scores(0)).digest)
        ]
        func verdict(_ context: ServiceContext, _ policy: Policy, _ scores: FeedHeader) -> Verdict? {
            Stability.apply(to: .single(epssE5: 100, context), held: state, policy: policy, scores: scores)
                .map { Scorer.assess($0.enriched, policy: policy).verdict }
        }
        #expect(verdict(Self.context, policy, scores(1)) == .defer, "the table allows it, and one step is possible")
        #expect(verdict(ServiceContext(exposure: .small), policy, scores(1)) == .allow)
        #expect(verdict(Self.context, try self.policy("stability: {leave_after: 4}\n"), scores(1)) == .allow)
        #expect(verdict(Self.context, policy, scores(1, model: "v2")) == .allow)
        #expect(verdict(Self.context, .standard, scores(1)) == nil)
    }

    @Test("is that of the override under which the service is judged, or none")
    func overrides() throws {
        let policy = try policy(
            """
            overrides:
              - {name: calm, services: [shop], set: {stability: {}, losses: {defer: 1}}}
            """)
        func apply(_ epssE5: Int, _ override: String?, _ day: Int64, _ held: [String: HeldRisk]) -> Stability.Result? {
            let enriched = EnrichedFacts.single(epssE5: epssE5, Self.context).under(override)
            return Stability.apply(to: enriched, held: held, policy: policy, scores: scores(day))
        }
        #expect(apply(1_500, nil, 0, [:]) == nil, "the policy itself holds nothing")
        // DEFER begins at p = .01 where deferring costs 1: at an EPSS of .0125 in an open service.
        let entered = try #require(apply(1_500, "calm", 0, [:]))
        #expect(Scorer.assess(entered.enriched, policy: policy).verdict == .defer)
        let held = entered.next.compactMapValues { $0 }
        #expect(held["CVE-2024-10001"]?.verdict == .defer)
        let next = try #require(apply(500, "calm", 1, held))
        let assessment = Scorer.assess(next.enriched, policy: policy)
        #expect(assessment.verdict == .defer)
        #expect(assessment.findings[0].reasons.map(\.code).contains(.held))
    }

    @Test("never delays KEV, and forgets with it")
    func kev() throws {
        let policy = try policy()
        let result = try #require(
            Stability.apply(
                to: .single(epssE5: 100, isInKEV: true, Self.context), held: [:], policy: policy, scores: scores(0)))
        #expect(Scorer.assess(result.enriched, policy: policy).verdict == .block)
        #expect(result.next == ["CVE-2024-10001": nil])
    }

    @Test("is never milder than the score, flips no more often than it, and follows it in the end: 10,000 series")
    func property() throws {
        let hysteresis = Hysteresis(rules: .usual)
        let model = RiskModel(rules: .standard)
        var random = SeededGenerator(seed: 31)
        for _ in 0..<10_000 {
            var held: HeldRisk?
            var level = Double.random(in: 0...1, using: &random)
            var (last, lastRaw): (Verdict?, Verdict?)
            var (flips, rawFlips) = (0, 0)
            func step(_ probability: Double, _ date: Int64) -> (verdict: Verdict, raw: Verdict) {
                let reading = Hysteresis.Reading(
                    raw: model.verdict(probability: probability, loss: 100),
                    leaving: model.verdict(probability: min(1, probability / 0.8), loss: 100))
                let basis = RiskBasis(scoreDate: Self.day.adding(days: date), digest: Policy.standard.digest)
                let (verdict, next) = hysteresis.next(held, reading, basis)
                #expect(hysteresis.next(next, reading, basis).verdict == verdict, "the same date again")
                held = next
                return (verdict, reading.raw)
            }
            for date in 0..<30 as Range<Int64> {
                level = min(1, max(0, level * Double.random(in: 0.8...1.25, using: &random)))
                let (verdict, raw) = step(level, date)
                #expect(verdict >= raw)
                flips += last.map { $0 != verdict ? 1 : 0 } ?? 0
                rawFlips += lastRaw.map { $0 != raw ? 1 : 0 } ?? 0
                (last, lastRaw) = (verdict, raw)
            }
            #expect(flips <= rawFlips + 1)
            let settled = (30..<37 as Range<Int64>).map { step(0, $0).verdict }
            #expect(settled.last == .allow)
        }
    }
}
