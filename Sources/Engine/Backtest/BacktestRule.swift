/// A way to decide which CVEs to stop on what was known of them.
struct BacktestRule: Sendable {
    /// Facts without which a rule says nothing.
    enum Need: String, Hashable, Sendable {
        case assessments, cvss, epss
    }

    let name: String
    let kind: BacktestRow.Kind
    var needs: Set<Need> = []
    let verdict: @Sendable (KnownFacts) -> Verdict
    /// P(exploitation is observed within the backtest's horizon), where the rule states one.
    var probability: (@Sendable (KnownFacts) -> Double)?

    /// A CVSS score has the date of its snapshot, so nobody can tell when it came: there is nothing to replay.
    var isReplayable: Bool { !needs.contains(.cvss) }

    /// A rule that stops what `holds` for.
    init(
        _ name: String, _ kind: BacktestRow.Kind, needs: Set<Need> = [], holds: @escaping @Sendable (KnownFacts) -> Bool
    ) {
        self.name = name
        self.kind = kind
        self.needs = needs
        verdict = { holds($0) ? .block : .allow }
    }

    /// What `policy` decides for a service of `context` on those facts that the engine reads. Floors under missing
    /// inputs are left out: they would stop everything alike.
    init(policy: Policy, context: ServiceContext, horizonDays: Double) {
        name = policy.name
        kind = .policy
        let scorer = RuleScorer(policy: policy)
        let base = RuleInput(context: context, policy: policy)
        verdict = { facts in scorer.answer(to: base.knowing(facts)).verdict }
        var rules = policy.rules
        rules.horizonDays = horizonDays
        let model = RiskModel(rules: rules)
        probability = { facts in
            model.world(epss: facts.epss, isInKEV: facts.isListed, prior: model.rules.priors.missingScore)
        }
    }
}

extension RuleInput {
    /// The input with a CVE's own facts in place of priors and of what a context says in general.
    fileprivate func knowing(_ facts: KnownFacts) -> RuleInput {
        var input = self
        input.epss = facts.epss
        input.table.isInKEV = facts.isListed
        if let assessed = facts.assessed {
            input.table.exploitation = Distribution(assessed.exploitation)
            input.table.automatable = Distribution(assessed.isAutomatable ? .yes : .no)
            input.table.technicalImpact = Distribution(assessed.technicalImpact)
        }
        if facts.isListed { input.table.exploitation = Distribution(.active) }
        return input
    }
}

extension BacktestRule {
    /// What every policy is compared with.
    static let baselines = [
        BacktestRule("CVSS >= 7", .baseline, needs: [.cvss]) { ($0.cvss ?? 0) >= 7 },
        BacktestRule("EPSS >= 0.1", .baseline, needs: [.epss]) { ($0.epss ?? 0) >= 0.1 },
        BacktestRule("KEV only", .baseline) { $0.isListed },
        BacktestRule("BOD 26-04, exposed, 3 days", .baseline, needs: [.assessments]) { isDueInThreeDays($0) },
    ]

    /// Single facts and their combinations.
    static let facts = [
        assessed("E = active") { $0.exploitation == .active },
        assessed("E >= poc") { $0.exploitation != .none },
        assessed("A = yes") { $0.isAutomatable },
        assessed("TI = total") { $0.technicalImpact == .total },
        assessed("A = yes and TI = total") { $0.isAutomatable && $0.technicalImpact == .total },
        assessed("E = poc and A = yes and TI = total") {
            $0.exploitation == .publicPoC && $0.isAutomatable && $0.technicalImpact == .total
        },
        BacktestRule("CVSS >= 9", .fact, needs: [.cvss]) { ($0.cvss ?? 0) >= 9 },
    ]

    private static func assessed(
        _ name: String, _ holds: @escaping @Sendable (Assessed) -> Bool
    ) -> BacktestRule {
        BacktestRule(name, .fact, needs: [.assessments]) { $0.assessed.map(holds) ?? false }
    }

    /// The directive's table for a publicly exposed system; forensics are asked for within three days too.
    private static func isDueInThreeDays(_ facts: KnownFacts) -> Bool {
        guard let assessed = facts.assessed else { return false }
        let input = TableInput(
            automatable: Distribution(assessed.isAutomatable ? .yes : .no), exploitation: Distribution(.none),
            exposure: Distribution(.open), humanImpact: .uniform, isInKEV: facts.isListed,
            technicalImpact: Distribution(assessed.technicalImpact))
        let table = DecisionTable.bod2604
        let outcome = table.quantile(1, of: table.pushForward(input.weights(for: table)))
        return table.outcomes[outcome].hasPrefix("3 days")
    }
}
