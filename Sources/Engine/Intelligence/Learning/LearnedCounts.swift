public import Hashing
public import JSON

/// Everything that outcomes teach, as conjugate counts: a model is a policy's numbers as the prior, plus these.
public struct LearnedCounts: Hashable, Sendable {
    /// Compromises a day of what is exploited elsewhere, by exposure, ascending. Open cases add their days (censoring).
    public var compromise: [RatePosterior]
    public var facts: [LocalFact: FactCounts]
    /// CVEs without a score that were exploited within the prior's days.
    public var missingScore: BetaPosterior
    /// Compromises a day of anything that was exposed.
    public var exploitation: RatePosterior
    /// Fixes a day of anything that was open.
    public var remediation: RatePosterior
    /// Returns a day of anything that was fixed.
    public var regression: RatePosterior
    /// How findings ended: exploited, patched, false positive.
    public var ends: DirichletPosterior

    /// The weights of what a policy states: two compromises, twenty findings for each fact, one fix in a month.
    init(prior rules: PolicyRules) {
        compromise = rules.susceptibility.map { chance in
            let rate = -RiskModel.logOfSurvival(chance) / rules.horizonDays
            return RatePosterior(shape: 2, exposure: 2 / rate)
        }
        facts = Dictionary(
            uniqueKeysWithValues: LocalFact.allCases.map { fact in
                (fact, FactCounts(prior: fact.ratio(in: rules), strength: 20))
            })
        missingScore = BetaPosterior(alpha: rules.priors.missingScore.alpha, beta: rules.priors.missingScore.beta)
        exploitation = RatePosterior(shape: 0.5, exposure: 100)
        remediation = RatePosterior(shape: 1, exposure: 30)
        regression = RatePosterior(shape: 0.5, exposure: 100)
        ends = DirichletPosterior(shares: [0.1, 0.6, 0.3], strength: 10)
    }

    /// Fades everything that was learned before, the prior too.
    mutating func forget(_ factor: Double) {
        compromise = compromise.map { $0.forgetting(factor) }
        for fact in LocalFact.allCases { facts[fact]?.forget(factor) }
        missingScore = missingScore.forgetting(factor)
        exploitation = exploitation.forgetting(factor)
        remediation = remediation.forgetting(factor)
        regression = regression.forgetting(factor)
        ends = ends.forgetting(factor)
    }

    /// P(an exposed finding is exploited before it is fixed), at the pace of these counts (competing exponentials).
    public var exploitedFirst: Double { exploitation.mean / (exploitation.mean + remediation.mean) }

    /// Numbers to 1e-12, so that machines agree.
    public var json: JSONValue {
        .object([
            "compromise": .object(
                Dictionary(
                    uniqueKeysWithValues: zip(Exposure.allCases, compromise).map { ($0.rawValue, $1.json) })),
            "ends": .array(ends.weights.map { .number(RiskModel.rounded($0)) }),
            "exploitation": exploitation.json,
            "facts": .object(
                Dictionary(
                    uniqueKeysWithValues: facts.map { fact, counts in
                        (fact.rawValue, ["compromised": counts.compromised.json, "spared": counts.spared.json])
                    })),
            "missing_epss": missingScore.json, "regression": regression.json, "remediation": remediation.json,
        ])
    }

    public var digest: Digest { Digest(of: json.canonical) }
}

extension BetaPosterior {
    fileprivate var json: JSONValue {
        ["alpha": .number(RiskModel.rounded(alpha)), "beta": .number(RiskModel.rounded(beta))]
    }
}

extension RatePosterior {
    fileprivate var json: JSONValue {
        ["days": .number(RiskModel.rounded(exposure)), "events": .number(RiskModel.rounded(shape))]
    }
}
