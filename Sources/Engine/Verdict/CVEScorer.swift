/// The answer for one CVE in one service.
struct CVEScore {
    let cve: String
    let verdict: Verdict
    /// An index into the policy's outcomes.
    let outcome: Int
    let probability: Double
    let dueDays: Int?
    let reasons: [Reason]

    /// Whether this is the one of two that a finding shows: the worse verdict, outcome, probability, in this order.
    func isWorse(than other: CVEScore) -> Bool {
        (verdict.rank, outcome, probability) > (other.verdict.rank, other.outcome, other.probability)
    }
}

/// Scores CVEs for one service under one policy. What all CVEs share is worked out once; what CVEs with equal feed values
/// share, once for each value.
struct CVEScorer {
    private let model: RiskModel
    private let susceptibility: Double
    private let loss: Double
    private let listed: TableAnswer
    private let unlisted: TableAnswer
    private let floor: Verdict
    private let floorCode: ReasonCode
    private var answers: [FeedValues: RiskAnswer] = [:]

    init(context: ServiceContext, rules: PolicyRules) {
        let model = RiskModel(rules: rules)
        let point = ContextPoint(context, priors: rules.priors)
        self.model = model
        susceptibility = model.susceptibility(exposure: point.exposure, local: point.local)
        loss = model.expectedLoss(point.humanImpact)
        listed = TableAnswer(exploitation: Distribution(.active), point, rules)
        unlisted = TableAnswer(exploitation: rules.priors.exploitation, point, rules)
        floor = model.kevFloor(isInKEV: true, exposure: point.exposure)
        floorCode = point.exposure[.open] >= rules.kev.openShare ? .floorKEVOpen : .floorKEV
    }

    mutating func score(_ facts: CVEFacts) -> CVEScore {
        let answer = answer(FeedValues(epssE5: facts.epssE5 ?? -1, isInKEV: facts.isInKEV))
        var reasons: [Reason] = []
        reasons.reserveCapacity(5)
        reasons.append(
            Reason(
                answer.scoreCode,
                sorted: [.init(name: "cve", value: facts.cve), .init(name: answer.scoreName, value: answer.scoreText)]))
        reasons.append(answer.tableReason)
        reasons.append(answer.riskReason)
        if facts.isInKEV { appendKEV(facts, &reasons) }
        return CVEScore(
            cve: facts.cve, verdict: answer.verdict, outcome: answer.outcome, probability: answer.probability,
            dueDays: answer.dueDays, reasons: reasons)
    }

    private func appendKEV(_ facts: CVEFacts, _ reasons: inout [Reason]) {
        if facts.isRansomware { reasons.append(Reason(.ransomware, sorted: [.init(name: "cve", value: facts.cve)])) }
        reasons.append(
            Reason(
                floorCode,
                sorted: [.init(name: "cve", value: facts.cve), .init(name: "verdict", value: floor.rawValue)]))
    }

    private mutating func answer(_ values: FeedValues) -> RiskAnswer {
        if let known = answers[values] { return known }
        let answer = work(values)
        answers[values] = answer
        return answer
    }

    private func work(_ values: FeedValues) -> RiskAnswer {
        let rules = model.rules
        let epss = values.epssE5 < 0 ? nil : Double(values.epssE5) / 100_000
        let world = model.world(epss: epss, isInKEV: values.isInKEV, prior: rules.priors.missingScore)
        let probability = RiskModel.rounded(world * susceptibility)
        let risk = model.verdict(probability: probability, loss: loss)
        let table = values.isInKEV ? listed : unlisted
        let fused = RiskModel.fused(table: table.verdict, risk: risk)
        let verdict = values.isInKEV ? max(fused, floor) : fused
        let score = epss ?? RiskModel.rounded(world)
        return RiskAnswer(
            verdict: verdict, outcome: table.outcome, probability: probability,
            dueDays: rules.dueDays(of: verdict, outcome: table.outcome),
            scoreCode: epss == nil ? .epssPrior : .epssRead, scoreName: epss == nil ? "p" : "epss",
            scoreText: "\(score)", tableReason: table.reason,
            riskReason: Reason(.risk, ["p": "\(probability)", "verdict": risk.rawValue]))
    }
}

/// The values of the feeds that a score depends on; -1 stands for no EPSS row.
private struct FeedValues: Hashable {
    let epssE5: Int
    let isInKEV: Bool
}

/// What all CVEs with equal feed values share.
private struct RiskAnswer {
    let verdict: Verdict
    let outcome: Int
    let probability: Double
    let dueDays: Int?
    let scoreCode: ReasonCode
    let scoreName: String
    let scoreText: String
    let tableReason: Reason
    let riskReason: Reason
}

/// The table's answer for one service and one distribution of exploitation.
private struct TableAnswer {
    let outcome: Int
    let verdict: Verdict
    let reason: Reason

    init(exploitation: Distribution<Exploitation>, _ point: ContextPoint, _ rules: PolicyRules) {
        let outcomes = rules.table.pushForward([
            exploitation.weights, point.exposure.weights, point.automatable.weights, point.humanImpact.weights,
        ])
        outcome = rules.table.quantile(rules.quantile, of: outcomes)
        verdict = rules.outcomes[outcome].verdict
        reason = Reason(
            .table,
            [
                "outcome": rules.table.outcomes[outcome], "table": rules.table.name, "verdict": verdict.rawValue,
            ])
    }
}

extension PolicyRules {
    /// The days of the outcome, or of the mildest outcome with this verdict where that is sooner: a floor shortens the time.
    func dueDays(of verdict: Verdict, outcome: Int) -> Int? {
        let demanded = outcomes.first { $0.verdict >= verdict }
        return [outcomes[outcome].dueDays, demanded?.dueDays].compactMap(\.self).min()
    }
}
