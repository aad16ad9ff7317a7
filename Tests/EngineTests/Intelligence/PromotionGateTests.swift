import Testing

@testable import Engine

@Suite("The gate of a learned model")
struct PromotionGateTests {
    private let half = OutcomeWorld.start.adding(days: 150)

    private func policy(_ rules: PolicyRules) -> Policy { Policy(name: "test", rules: rules) }

    /// Trained on the first half of a world and judged on the second.
    private func report(_ seed: UInt64, cases: Int, flipBudget: Double = 1) -> PromotionGate.Report {
        var world = OutcomeWorld(seed: seed)
        let history = world.history(cases: cases)
        let counts = Learner().counts(history.cases, history.outcomes, until: half, prior: .standard)
        return PromotionGate(flipBudget: flipBudget).judge(
            policy(PolicyRules.standard.learning(counts, name: "learned")), against: .standard, history.cases,
            history.outcomes, after: half, until: OutcomeWorld.end)
    }

    @Test("lets a model pass that foretells later outcomes better, beyond chance")
    func passes() {
        let report = report(1, cases: 3_000)
        #expect(report.isPassed, "\(report.refusals)")
        #expect(report.lossAfter < report.lossBefore)
        #expect(report.difference.upperBound < 0)
        #expect(report.cases > 800 && report.compromises > 200)
    }

    @Test("gives the same answer for the same history")
    func determinism() { #expect(report(2, cases: 400) == report(2, cases: 400)) }

    @Test("refuses what is no better, what may be chance, and what nothing came after")
    func refusals() {
        var world = OutcomeWorld(seed: 5)
        let history = world.history(cases: 300)
        let same = PromotionGate().judge(
            policy(.standard), against: .standard, history.cases, history.outcomes, after: half,
            until: OutcomeWorld.end)
        #expect(same.refusals == ["the log loss does not fall"])
        let few = report(6, cases: 12)
        #expect(!few.isPassed)
        let none = PromotionGate().judge(
            policy(.standard), against: .standard, history.cases, history.outcomes, after: OutcomeWorld.end,
            until: OutcomeWorld.end)
        #expect(none.refusals == ["no exposed case came after the training"])
    }

    @Test("refuses a model under which a worse fact would lower the risk, however well it foretells")
    func monotone() {
        var rules = PolicyRules.standard
        rules.susceptibility = [0.4, 0.3, 0.8]
        rules.waf = LikelihoodRatio(present: 2, absent: 0.5)
        let report = PromotionGate().judge(
            policy(rules), against: .standard, [], [], after: half, until: OutcomeWorld.end)
        #expect(
            report.refusals.prefix(2) == [
                "a wider exposure would have a lower susceptibility", "waf would turn the odds the wrong way",
            ])
    }

    @Test("refuses a model that would change more verdicts than the budget allows")
    func flips() {
        var world = OutcomeWorld(seed: 8)
        let history = world.races(cases: 200)
        var rules = PolicyRules.standard
        rules.losses.exploited = [0.001, 0.001, 0.001, 0.001]
        let report = PromotionGate(flipBudget: 0.05).judge(
            policy(rules), against: .standard, history.cases, history.outcomes, after: half, until: OutcomeWorld.end)
        #expect(report.flips > report.cases / 20)
        #expect(report.refusals.last?.contains("more than the budget") == true)
    }
}
