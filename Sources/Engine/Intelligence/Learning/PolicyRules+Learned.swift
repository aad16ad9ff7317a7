internal import Glibc

extension PolicyRules {
    /// The rules with what was learned in place of what was stated; table, losses, floors and exceptions stay.
    public func learning(_ counts: LearnedCounts, name: String) -> PolicyRules {
        var rules = self
        rules.susceptibility = counts.compromise.map { posterior in
            min(max(posterior.chance(within: horizonDays), 0.000001), 0.999999)
        }
        for fact in LocalFact.allCases {
            if let ratio = counts.facts[fact]?.ratio { fact.setRatio(ratio.rounded, in: &rules) }
        }
        rules.priors.missingScore.alpha = RiskModel.rounded(counts.missingScore.alpha)
        rules.priors.missingScore.beta = RiskModel.rounded(counts.missingScore.beta)
        rules.model.name = name
        rules.model.counts = counts.digest
        return rules
    }

    /// Why these numbers could let a worse fact lower a risk; empty where none can.
    public var monotonicityProblems: [String] {
        var problems: [String] = []
        if !zip(susceptibility, susceptibility.dropFirst()).allSatisfy({ $0 <= $1 }) {
            problems.append("a wider exposure would have a lower susceptibility")
        }
        for fact in LocalFact.allCases {
            let ratio = fact.ratio(in: self)
            let isSound = fact.isHarmful ? ratio.present >= ratio.absent : ratio.present <= ratio.absent
            if !isSound { problems.append("\(fact.rawValue) would turn the odds the wrong way") }
        }
        return problems
    }
}

extension RatePosterior {
    /// P(at least one event within `days`) at the mean rate, rounded.
    func chance(within days: Double) -> Double { RiskModel.rounded(-expm1(-mean * days)) }
}

extension LikelihoodRatio {
    fileprivate var rounded: LikelihoodRatio {
        LikelihoodRatio(
            present: min(max(RiskModel.rounded(present), 0.0001), 10_000),
            absent: min(max(RiskModel.rounded(absent), 0.0001), 10_000))
    }
}
