public import JSON

/// One evaluation of the rules with every input given: what `fixops evaluate` reads and prints, one case a line.
public enum OracleCase {
    /// Evaluates the members `epss`, `kev`, `class`, `E`, `exposure`, `A`, `HI`, `local`, `stale` of `input` under
    /// the default policy; `name` and absent members are as in the reference evaluation. Throws where a member is
    /// unreadable.
    public static func evaluate(_ input: JSONValue) throws(PolicyProblem) -> JSONValue {
        let object = try PolicyObject(
            input, allowing: ["A", "E", "HI", "class", "epss", "exposure", "kev", "local", "name", "stale"])
        return try OracleEvaluation(object, rules: .standard).json
    }
}

private struct OracleEvaluation {
    private let model: RiskModel
    private let isInKEV: Bool
    private let isStale: Bool
    private let epss: Double?
    private let prior: MissingScorePrior
    private let local: LocalFacts
    private let exploitation: Distribution<Exploitation>
    private let exposure: Distribution<Exposure>
    private let automatable: Distribution<Automatable>
    private let impact: Distribution<HumanImpact>

    init(_ object: PolicyObject, rules: PolicyRules) throws(PolicyProblem) {
        model = RiskModel(rules: rules)
        isInKEV = try object.flag("kev") ?? false
        isStale = try object.flag("stale") ?? false
        epss = object["epss"].map(\.isNull) == false ? try object.number("epss", 0) : nil
        prior = try object.prior("class", rules.priors.missingScore)
        let facts = try object.object("local", allowing: ["auth_required", "reachable", "waf"])
        local = LocalFacts(
            authRequired: try facts.flag("auth_required"), reachable: try facts.flag("reachable"),
            waf: try facts.flag("waf"))
        exploitation = isInKEV ? Distribution(.active) : try object.required("E")
        exposure = try object.required("exposure")
        automatable = try object.required("A")
        impact = try object.required("HI")
    }

    var json: JSONValue {
        let rules = model.rules
        let world = model.world(epss: epss, isInKEV: isInKEV, prior: prior)
        let susceptibility = model.susceptibility(exposure: exposure, local: local)
        let probability = RiskModel.rounded(world * susceptibility)
        let outcomes = rules.table.pushForward([
            exploitation.weights, exposure.weights, automatable.weights, impact.weights,
        ])
        let outcome = rules.table.quantile(rules.quantile, of: outcomes)
        let loss = model.expectedLoss(impact)
        let risk = model.verdict(probability: probability, loss: loss)
        let fused = model.fused(table: rules.outcomes[outcome].verdict, risk: risk)
        let floor = max(
            model.kevFloor(isInKEV: isInKEV, exposure: exposure), isStale ? rules.coverage.stale : .allow)
        return [
            "lfn": .number(loss),
            "p": .number(probability),
            "risk_verdict": .string(risk.rawValue),
            "ssvc": .object(
                Dictionary(
                    uniqueKeysWithValues: zip(
                        rules.table.outcomes, outcomes.map { .number(RiskModel.rounded($0)) }))),
            "ssvc_q": .string(rules.table.outcomes[outcome]),
            "suscept": .number(RiskModel.rounded(susceptibility)),
            "verdict": .string(max(fused, floor).rawValue),
            "why": .array(why.map(JSONValue.string)),
            "world": .number(RiskModel.rounded(world)),
        ]
    }

    private var why: [String] {
        let isOpen = model.isOpen(exposure)
        return (isInKEV ? [isOpen ? "floor:kev+open" : "floor:kev"] : []) + (isStale ? ["floor:stale-inputs"] : [])
    }
}

extension PolicyObject {
    /// A distribution that may leave out values of probability 0.
    fileprivate func required<Value>(_ name: String) throws(PolicyProblem) -> Distribution<Value> {
        guard self[name] != nil else { throw problem(.missing, name, "a distribution is expected here") }
        return try distribution(name, .uniform)
    }

    /// `[alpha, beta]` of the class.
    fileprivate func prior(
        _ name: String, _ fallback: MissingScorePrior
    ) throws(PolicyProblem) -> MissingScorePrior {
        guard let value = self[name], !value.isNull else { return fallback }
        guard let pair = value.array, pair.count == 2, let alpha = pair[0].double, let beta = pair[1].double,
            alpha > 0, beta > 0
        else { throw problem(.wrongType, name, "two positive numbers are expected here") }
        return MissingScorePrior(alpha: alpha, beta: beta, days: fallback.days)
    }
}
