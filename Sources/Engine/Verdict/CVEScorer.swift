/// Scores CVEs for one service under one policy; what all CVEs share is worked out once.
struct CVEScorer {
    private let model: RiskModel
    private let susceptibility: Double
    private let loss: Double
    private let missing: MissingScore
    private let listed: TableAnswer
    private let unlisted: TableAnswer
    /// The answer of the table that the policy has for KEV alone.
    private let kevTable: KEVTableAnswer?
    /// What being in KEV demands here.
    let floor: Verdict
    /// Without the table for KEV.
    private let kevFloor: Verdict
    private let floorCode: ReasonCode
    /// Due days by verdict's rank, for the outcomes of `listed` and `unlisted`.
    private let listedDue: [Int?]
    private let unlistedDue: [Int?]

    init(context: ServiceContext, policy: Policy) {
        let rules = policy.rules
        let model = RiskModel(rules: rules)
        let point = ContextPoint(context, priors: rules.priors)
        let listed = policy.answers.tableAnswer(isInKEV: true, context)
        let unlisted = policy.answers.tableAnswer(isInKEV: false, context)
        self.model = model
        self.listed = listed
        self.unlisted = unlisted
        susceptibility = model.susceptibility(exposure: point.exposure, local: point.local)
        loss = model.expectedLoss(point.humanImpact)
        missing = MissingScore(point, context, model, susceptibility: susceptibility)
        let floor = KEVFloor(context, point, model)
        kevTable = KEVTableAnswer(context, rules)
        self.floor = max(floor.verdict, kevTable?.verdict ?? .allow)
        kevFloor = floor.verdict
        floorCode = floor.code
        listedDue = Verdict.allCases.map { rules.dueDays(of: $0, outcome: listed.outcome) }
        unlistedDue = Verdict.allCases.map { rules.dueDays(of: $0, outcome: unlisted.outcome) }
    }

    func score(_ facts: CVEFacts) -> CVEScore {
        let probability = probability(of: facts)
        let raw = model.verdict(probability: probability, loss: loss)
        let held = model.rules.stability == nil ? nil : facts.held
        let risk = held.map { max($0, raw) } ?? raw
        let table = facts.isInKEV ? listed : unlisted
        let fused = model.fused(table: table.verdict, risk: risk)
        let verdict = facts.isInKEV ? max(fused, floor) : fused
        var tableDue = (facts.isInKEV ? listedDue : unlistedDue)[verdict.rank]
        if facts.isInKEV, let days = kevTable?.dueDays { tableDue = min(tableDue ?? days, days) }
        let budgetDue = dueWithinBudget(probability)
        var reasons = [
            scoreReason(facts), table.reason,
            Reason(
                .risk,
                sorted: [
                    .init(name: "p", value: ProbabilityText.text(of: probability)),
                    .init(name: "verdict", value: raw.rawValue),
                ]),
        ]
        if risk > raw {
            reasons.append(
                Reason(
                    .held,
                    sorted: [.init(name: "cve", value: facts.cve), .init(name: "verdict", value: risk.rawValue)]))
        }
        if fused != risk { reasons.append(Self.limited[fused.rank]) }
        if facts.isInKEV { appendKEV(facts, &reasons) }
        if let budgetDue, budgetDue < tableDue ?? .max { reasons.append(budgetReason(budgetDue)) }
        return CVEScore(
            cve: facts.cve, verdict: verdict, outcome: table.outcome, probability: probability,
            dueDays: [tableDue, budgetDue].compactMap(\.self).min(), reasons: reasons)
    }

    /// P(compromise here within the horizon).
    func probability(of facts: CVEFacts) -> Double {
        guard facts.epssE5 != nil || facts.isInKEV else { return RiskModel.rounded(missing.probability) }
        let epss = facts.epssE5.map { Double($0) / 100_000 }
        let world = model.world(epss: epss, isInKEV: facts.isInKEV, prior: model.rules.priors.missingScore)
        return RiskModel.rounded(world * susceptibility)
    }

    /// What an answer is worth at this probability.
    func informationValue(of probability: Double) -> Double {
        model.informationValue(probability: probability, loss: loss)
    }

    /// The CVE's risk as hysteresis reads it.
    func reading(of facts: CVEFacts, _ rules: StabilityRules) -> Hysteresis.Reading {
        let probability = probability(of: facts)
        return Hysteresis.Reading(
            raw: model.verdict(probability: probability, loss: loss),
            leaving: model.verdict(probability: min(1, probability / rules.leaveShare), loss: loss))
    }

    private func dueWithinBudget(_ probability: Double) -> Int? {
        model.rules.dueRiskBudget.flatMap { budget in
            SurvivalProduct.dueDays(probability: probability, within: model.rules.horizonDays, budget: budget)
        }
    }

    private func budgetReason(_ days: Int) -> Reason {
        Reason(
            .dueBudget,
            sorted: [
                .init(name: "budget", value: ProbabilityText.text(of: model.rules.dueRiskBudget ?? 0)),
                .init(name: "days", value: String(days)),
            ])
    }

    /// By the verdict's rank.
    private static let limited = Verdict.allCases.map { Reason(.riskLimited, ["verdict": $0.rawValue]) }

    private func scoreReason(_ facts: CVEFacts) -> Reason {
        if let epssE5 = facts.epssE5 {
            let value = ProbabilityText.text(of: Double(epssE5) / 100_000)
            return Reason(
                .epssRead, sorted: [.init(name: "cve", value: facts.cve), .init(name: "epss", value: value)])
        }
        let value =
            facts.isInKEV
            ? model.world(epss: nil, isInKEV: true, prior: model.rules.priors.missingScore)
            : missing.world ?? missing.probability
        return Reason(
            facts.isInKEV ? .epssPrior : missing.code,
            sorted: [
                .init(name: "cve", value: facts.cve),
                .init(name: "p", value: ProbabilityText.text(of: RiskModel.rounded(value))),
            ])
    }

    private func appendKEV(_ facts: CVEFacts, _ reasons: inout [Reason]) {
        if facts.isRansomware { reasons.append(Reason(.ransomware, sorted: [.init(name: "cve", value: facts.cve)])) }
        if let kevTable { reasons.append(kevTable.reason) }
        reasons.append(
            Reason(
                floorCode,
                sorted: [.init(name: "cve", value: facts.cve), .init(name: "verdict", value: kevFloor.rawValue)]))
    }
}

/// What being in KEV demands of a service.
private struct KEVFloor {
    let verdict: Verdict
    let code: ReasonCode

    init(_ context: ServiceContext, _ point: ContextPoint, _ model: RiskModel) {
        let kev = model.rules.kev
        if context.exposure == nil, model.isOpenWhereUndeclared(point.exposure) {
            (verdict, code) = (kev.floorOpen, .floorKEVUndeclared)
        } else if model.isOpen(point.exposure) {
            (verdict, code) = (kev.floorOpen, .floorKEVOpen)
        } else {
            (verdict, code) = (kev.floor, .floorKEV)
        }
    }
}

extension PolicyRules {
    /// The days of the outcome, or of the mildest outcome with this verdict where that is sooner: a floor shortens
    /// the time.
    func dueDays(of verdict: Verdict, outcome: Int) -> Int? {
        let demanded = outcomes.first { $0.verdict >= verdict }
        return [outcomes[outcome].dueDays, demanded?.dueDays].compactMap(\.self).min()
    }
}
