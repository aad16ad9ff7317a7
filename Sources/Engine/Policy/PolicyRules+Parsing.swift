internal import JSON

extension PolicyRules {
    /// Reads every part strictly, then checks that the parts fit one another.
    init(parsing value: JSONValue) throws(PolicyProblem) {
        let root = try PolicyObject(
            value,
            allowing: [
                "context", "coverage", "due", "feed_age_days", "horizon_days", "kev", "likelihood_ratios", "losses",
                "model", "outcomes", "overrides", "priors", "quantile", "requires", "risk", "rules", "severity",
                "stability", "susceptibility", "table", "version", "vex", "waivers",
            ])
        try Self.checkVersion(root)
        var rules = PolicyRules.standard.using(try Self.table(root))
        rules.quantile = try root.number("quantile", rules.quantile, in: 0.01...1)
        rules.horizonDays = try root.number("horizon_days", rules.horizonDays, in: 1...365)
        try rules.readOutcomes(root)
        try rules.readLosses(root)
        try rules.readSusceptibility(root)
        try rules.readPriors(root)
        try rules.readFloors(root)
        try rules.readRisk(root)
        try rules.readModel(root)
        try rules.readTime(root)
        try rules.readSeverity(root)
        try rules.readFeedAges(root)
        try rules.readFindingRules(root)
        try rules.readWaivers(root)
        try rules.readVEX(root)
        try rules.readContextRules(root)
        try rules.readRequirements(root)
        try rules.readOverrides(root)
        self = rules
    }

    private static func checkVersion(_ root: PolicyObject) throws(PolicyProblem) {
        guard let version = root["version"] else {
            throw root.problem(.missing, "version", "the version of the policy's form is missing: write version: 1")
        }
        guard version.integer == formVersion else {
            throw root.problem(.unsupportedVersion, "version", "only version 1 is known")
        }
    }

    private static func table(_ root: PolicyObject) throws(PolicyProblem) -> DecisionTable {
        guard let value = root["table"] else { return PolicyRules.standard.table }
        guard let table = DecisionTable.decisive.first(where: { $0.name == value.string }) else {
            let known = DecisionTable.decisive.map(\.name).joined(separator: ", ")
            throw root.problem(.unknownValue, "table", "one of \(known) is expected here")
        }
        return table
    }

    private mutating func readOutcomes(_ root: PolicyObject) throws(PolicyProblem) {
        let object = try root.object("outcomes", allowing: table.outcomes)
        for (index, name) in table.outcomes.enumerated() {
            let rule = try object.object(name, allowing: ["due_days", "verdict"])
            outcomes[index] = OutcomeRule(
                verdict: try rule.word("verdict", outcomes[index].verdict),
                dueDays: try rule.dueDays("due_days", outcomes[index].dueDays))
        }
        guard zip(outcomes, outcomes.dropFirst()).allSatisfy({ $0.verdict <= $1.verdict }) else {
            throw root.problem(.inconsistent, "outcomes", "a worse outcome may not have a better verdict")
        }
        let days = outcomes.map { $0.dueDays ?? .max }
        guard zip(days, days.dropFirst()).allSatisfy({ $0 >= $1 }) else {
            throw root.problem(.inconsistent, "outcomes", "a worse outcome may not be due later")
        }
    }

    private mutating func readLosses(_ root: PolicyObject) throws(PolicyProblem) {
        let object = try root.object("losses", allowing: ["block_in_vain", "defer", "exploited"])
        losses.blockInVain = try object.number("block_in_vain", losses.blockInVain, in: 0.000001...1e12)
        losses.deferral = try object.number("defer", losses.deferral, in: 0...1e12)
        losses.exploited = try object.ascending("exploited", HumanImpact.self, losses.exploited, in: 0.000001...1e12)
    }

    private mutating func readSusceptibility(_ root: PolicyObject) throws(PolicyProblem) {
        // Odds are taken of it, so it lies inside 0 and 1.
        susceptibility = try root.ascending(
            "susceptibility", Exposure.self, susceptibility, in: 0.000001...0.999999)
        let ratios = try root.object("likelihood_ratios", allowing: ["auth_required", "reachable", "waf"])
        authRequired = try ratios.ratio("auth_required", authRequired)
        reachable = try ratios.ratio("reachable", reachable)
        waf = try ratios.ratio("waf", waf)
    }

    private mutating func readPriors(_ root: PolicyObject) throws(PolicyProblem) {
        let object = try root.object(
            "priors",
            allowing: ["automatable", "exploitation", "exposure", "human_impact", "missing_epss", "technical_impact"])
        priors.automatable = try object.distribution("automatable", priors.automatable)
        priors.exploitation = try object.distribution("exploitation", priors.exploitation)
        priors.exposure = try object.distribution("exposure", priors.exposure)
        priors.humanImpact = try object.distribution("human_impact", priors.humanImpact)
        priors.technicalImpact = try object.distribution("technical_impact", priors.technicalImpact)
        let missing = try object.object("missing_epss", allowing: ["alpha", "beta", "days"])
        priors.missingScore = MissingScorePrior(
            alpha: try missing.number("alpha", priors.missingScore.alpha, in: 0.000001...1e9),
            beta: try missing.number("beta", priors.missingScore.beta, in: 0.000001...1e9),
            days: try missing.number("days", priors.missingScore.days, in: 1...3650))
    }

    private mutating func readFloors(_ root: PolicyObject) throws(PolicyProblem) {
        let kevObject = try root.object(
            "kev", allowing: ["floor", "floor_open", "open_share", "probability", "table", "unwaivable"])
        kev = KEVRules(
            probability: try kevObject.number("probability", kev.probability),
            floor: try kevObject.word("floor", kev.floor), floorOpen: try kevObject.word("floor_open", kev.floorOpen),
            openShare: try kevObject.number("open_share", kev.openShare, in: 0.000001...1),
            isUnwaivable: try kevObject.flag("unwaivable") ?? kev.isUnwaivable,
            table: kevObject["table"] == nil ? kev.table : try Self.table(kevObject))
        guard kev.floor <= kev.floorOpen else {
            throw kevObject.problem(.inconsistent, "floor_open", "it may not be a better verdict than floor")
        }
        let object = try root.object("coverage", allowing: ["not_checked", "stale"])
        coverage = CoverageRules(
            notChecked: try object.word("not_checked", coverage.notChecked),
            stale: try object.word("stale", coverage.stale))
        for (name, verdict) in [("not_checked", coverage.notChecked), ("stale", coverage.stale)]
        where verdict == .allow {
            throw object.problem(.inconsistent, name, "what was not looked at can never be allowed: DEFER or BLOCK")
        }
    }

    private mutating func readRisk(_ root: PolicyObject) throws(PolicyProblem) {
        let object = try root.object("risk", allowing: ["may_lower", "may_raise"])
        risk = RiskRules(
            mayLower: try object.flag("may_lower") ?? risk.mayLower,
            mayRaise: try object.flag("may_raise") ?? risk.mayRaise)
    }

    private mutating func readSeverity(_ root: PolicyObject) throws(PolicyProblem) {
        let object = try root.object("severity", allowing: FindingKind.allCases.map(\.rawValue))
        for kind in FindingKind.allCases {
            let rule = try object.object(kind.rawValue, allowing: Severity.allCases.map(\.rawValue))
            for level in Severity.allCases where rule[level.rawValue] != nil {
                guard let index = table.outcomes.firstIndex(where: { $0 == rule[level.rawValue]?.string }) else {
                    let known = table.outcomes.joined(separator: ", ")
                    throw rule.problem(.unknownValue, level.rawValue, "one of \(known) is expected here")
                }
                severity[kind, default: [:]][level] = index
            }
            try checkOrder(kind, object)
        }
    }

    private func checkOrder(_ kind: FindingKind, _ object: PolicyObject) throws(PolicyProblem) {
        let ascending = Severity.allCases.filter { $0 != .unknown }.map { outcome(of: kind, $0) }
        guard zip(ascending, ascending.dropFirst()).allSatisfy({ $0 <= $1 }) else {
            throw object.problem(.inconsistent, kind.rawValue, "a higher severity may not have a better outcome")
        }
        guard outcome(of: kind, .unknown) >= outcome(of: kind, .medium) else {
            throw object.problem(.inconsistent, kind.rawValue, "unknown may not have a better outcome than medium")
        }
    }

    private mutating func readFeedAges(_ root: PolicyObject) throws(PolicyProblem) {
        let object = try root.object("feed_age_days", allowing: FeedName.allCases.map(\.rawValue))
        for name in FeedName.allCases {
            feedAgeDays[name] = try object.integer(name.rawValue, feedAgeDays[name] ?? 7, in: 1...3650)
        }
    }
}

extension PolicyObject {
    fileprivate func dueDays(_ name: String, _ fallback: Int?) throws(PolicyProblem) -> Int? {
        guard let value = self[name] else { return fallback }
        return value.isNull ? nil : try integer(name, 0, in: 0...3650)
    }

    fileprivate func ratio(_ name: String, _ fallback: LikelihoodRatio) throws(PolicyProblem) -> LikelihoodRatio {
        let object = try object(name, allowing: ["absent", "present"])
        return LikelihoodRatio(
            present: try object.number("present", fallback.present, in: 0.0001...10_000),
            absent: try object.number("absent", fallback.absent, in: 0.0001...10_000))
    }

    /// A number for each value of a decision point that may not fall from one value to the next.
    func ascending<Value>(
        _ name: String, _: Value.Type, _ fallback: [Double], in range: ClosedRange<Double>
    ) throws(PolicyProblem) -> [Double]
    where Value: CaseIterable & RawRepresentable, Value.RawValue == String {
        let values = Array(Value.allCases)
        let object = try object(name, allowing: values.map(\.rawValue))
        var numbers = fallback
        for (index, value) in values.enumerated() {
            numbers[index] = try object.number(value.rawValue, fallback[index], in: range)
        }
        guard zip(numbers, numbers.dropFirst()).allSatisfy({ $0 <= $1 }) else {
            throw problem(
                .inconsistent, name, "the numbers may not fall from \(values.map(\.rawValue).joined(separator: " to "))"
            )
        }
        return numbers
    }
}
