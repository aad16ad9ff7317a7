/// Evaluates a policy's rules on one input after another; what all inputs share is worked out once.
public struct RuleScorer: Sendable {
    private let model: RiskModel
    /// Where each of the table's points takes its weights from.
    private let points: [TableInput.Point]

    public init(policy: Policy) { self.init(rules: policy.rules) }

    init(rules: PolicyRules) {
        model = RiskModel(rules: rules)
        points = rules.table.points.compactMap { TableInput.Point(rawValue: $0.name) }
    }

    public func answer(to input: RuleInput) -> RuleAnswer {
        let facts = input.table
        // A copy of the points alone: the closure below would otherwise take one of all rules.
        let points = points
        let world = model.world(
            epss: input.epss, isInKEV: facts.isInKEV,
            prior: input.missingScore ?? model.rules.priors.missingScore)
        let susceptibility = model.susceptibility(exposure: facts.exposure, local: input.local)
        let probability = RiskModel.rounded(world * susceptibility)
        let outcomes = model.rules.table.pushForward { facts.weight(of: points[$0], at: $1) }
        let outcome = model.rules.table.quantile(model.rules.quantile, of: outcomes)
        let loss = model.expectedLoss(facts.humanImpact)
        let risk = model.verdict(probability: probability, loss: loss)
        let fused = model.fused(table: model.rules.outcomes[outcome].verdict, risk: risk)
        return RuleAnswer(
            world: world, susceptibility: susceptibility, probability: probability, loss: loss, risk: risk,
            outcomes: outcomes, outcome: outcome, verdict: max(fused, floor(under: input)))
    }

    private func floor(under input: RuleInput) -> Verdict {
        let facts = input.table
        let stale = input.areInputsStale ? model.rules.coverage.stale : .allow
        guard facts.isInKEV else { return stale }
        let isOpen =
            input.isExposureStated
            ? model.isOpen(facts.exposure) : model.isOpenWhereUndeclared(facts.exposure)
        return max(stale, isOpen ? model.rules.kev.floorOpen : model.rules.kev.floor)
    }
}
