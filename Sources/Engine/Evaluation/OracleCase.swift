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
    private let rules: PolicyRules
    private let input: RuleInput

    init(_ object: PolicyObject, rules: PolicyRules) throws(PolicyProblem) {
        self.rules = rules
        let isInKEV = try object.flag("kev") ?? false
        let facts = try object.object("local", allowing: ["auth_required", "reachable", "waf"])
        input = RuleInput(
            table: TableInput(
                automatable: try object.required("A"),
                exploitation: isInKEV ? Distribution(.active) : try object.required("E"),
                exposure: try object.required("exposure"), humanImpact: try object.required("HI"), isInKEV: isInKEV,
                technicalImpact: rules.priors.technicalImpact),
            epss: object["epss"].map(\.isNull) == false ? try object.number("epss", 0) : nil,
            missingScore: try object.prior("class", rules.priors.missingScore),
            local: LocalFacts(
                authRequired: try facts.flag("auth_required"), reachable: try facts.flag("reachable"),
                waf: try facts.flag("waf")),
            areInputsStale: try object.flag("stale") ?? false)
    }

    var json: JSONValue {
        let answer = RuleScorer(rules: rules).answer(to: input)
        let outcomes = answer.outcomes.map { JSONValue.number(RiskModel.rounded($0)) }
        return [
            "lfn": .number(answer.loss),
            "p": .number(answer.probability),
            "risk_verdict": .string(answer.risk.rawValue),
            "ssvc": .object(Dictionary(uniqueKeysWithValues: zip(rules.table.outcomes, outcomes))),
            "ssvc_q": .string(rules.table.outcomes[answer.outcome]),
            "suscept": .number(RiskModel.rounded(answer.susceptibility)),
            "verdict": .string(answer.verdict.rawValue),
            "why": .array(why.map(JSONValue.string)),
            "world": .number(RiskModel.rounded(answer.world)),
        ]
    }

    private var why: [String] {
        let isOpen = RiskModel(rules: rules).isOpen(input.table.exposure)
        return (input.table.isInKEV ? [isOpen ? "floor:kev+open" : "floor:kev"] : [])
            + (input.areInputsStale ? ["floor:stale-inputs"] : [])
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
