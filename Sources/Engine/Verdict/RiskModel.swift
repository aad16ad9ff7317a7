internal import Glibc

/// The probability that this instance is compromised, and what it costs: P(exploited somewhere) × P(success here), the
/// latter in odds form (I. J. Good, "Probability and the Weighing of Evidence", 1950). Every sum runs in a fixed order.
struct RiskModel {
    let rules: PolicyRules

    /// To 1e-12, so that machines whose maths libraries differ in the last bit agree.
    static func rounded(_ probability: Double) -> Double { (probability * 1e12).rounded() / 1e12 }

    /// P within `days` of a probability that is stated for `base` days: 1 - (1 - p)^(days / base).
    static func rescaled(_ probability: Double, from base: Double, to days: Double) -> Double {
        // The power of 1, which most policies need, is what `pow` would give, bit by bit.
        days == base ? 1 - (1 - probability) : 1 - pow(1 - probability, days / base)
    }

    /// ln(1 - p), of a probability below 1.
    static func logOfSurvival(_ probability: Double) -> Double { log1p(-probability) }

    /// P(exploitation is observed somewhere within the horizon). KEV and EPSS: the greater; neither: the prior.
    func world(epss: Double?, isInKEV: Bool, prior: MissingScorePrior) -> Double {
        let scored = epss.map { Self.rescaled($0, from: 30, to: rules.horizonDays) }
        if isInKEV { return max(rules.kev.probability, scored ?? 0) }
        if let scored { return scored }
        return Self.rescaled(prior.alpha / (prior.alpha + prior.beta), from: prior.days, to: rules.horizonDays)
    }

    /// P(compromise here given exploitation): odds by exposure times the likelihood ratios of what is known locally,
    /// averaged over the exposures. A local fact that nobody stated leaves the odds as they are.
    func susceptibility(exposure: Distribution<Exposure>, local: LocalFacts) -> Double {
        let ratio = localRatio(local)
        var result = 0.0
        for (place, here) in rules.susceptibility.enumerated() {
            let odds = here / (1 - here) * ratio
            result += exposure.lanes[place] * odds / (1 + odds)
        }
        return result
    }

    /// What the odds are multiplied with for the facts that somebody stated.
    func localRatio(_ local: LocalFacts) -> Double {
        var ratio = 1.0
        if let fact = local.authRequired { ratio *= rules.authRequired.ratio(isPresent: fact) }
        if let fact = local.reachable { ratio *= rules.reachable.ratio(isPresent: fact) }
        if let fact = local.waf { ratio *= rules.waf.ratio(isPresent: fact) }
        return ratio
    }

    /// The expected loss of allowing what is exploited.
    func expectedLoss(_ impact: Distribution<HumanImpact>) -> Double {
        var result = 0.0
        for (place, loss) in rules.losses.exploited.enumerated() { result += impact.lanes[place] * loss }
        return result
    }

    /// The verdict of least expected loss (Chow's rule): ALLOW below c/L_fn, BLOCK above 1 - c/L_fp, DEFER between;
    /// where deferring costs too much there is no band between.
    func verdict(probability: Double, loss: Double) -> Verdict {
        let block = rules.losses.blockInVain
        let wait = rules.losses.deferral
        if wait >= bandLimit(loss) { return probability >= block / (loss + block) ? .block : .allow }
        if probability < wait / loss { return .allow }
        return probability > 1 - wait / block ? .block : .defer
    }

    /// What deferring may cost at most for there to be a band between ALLOW and BLOCK.
    func bandLimit(_ loss: Double) -> Double {
        loss * rules.losses.blockInVain / (loss + rules.losses.blockInVain)
    }

    /// What an answer that settles the question is worth: the loss that the better of ALLOW and BLOCK is still expected
    /// to bring (expected value of perfect information; H. Raiffa, R. Schlaifer, "Applied Statistical Decision Theory",
    /// 1961).
    func informationValue(probability: Double, loss: Double) -> Double {
        Self.rounded(min(probability * loss, (1 - probability) * rules.losses.blockInVain))
    }

    /// The risk may move the table's verdict by one step and no more, and only in the directions that the policy
    /// permits.
    func fused(table: Verdict, risk: Verdict) -> Verdict {
        let lowest = table.rank - (rules.risk.mayLower ? 1 : 0)
        let highest = table.rank + (rules.risk.mayRaise ? 1 : 0)
        return Verdict(rank: min(max(risk.rank, lowest), highest))
    }

    /// Whether a stated exposure counts as open.
    func isOpen(_ exposure: Distribution<Exposure>) -> Bool { exposure[.open] >= rules.kev.openShare }

    /// Whether an exposure that nobody declared counts as open: judged at the policy's quantile of the prior, as the
    /// table judges it, so that silence is not milder than what it may hide.
    func isOpenWhereUndeclared(_ prior: Distribution<Exposure>) -> Bool {
        isOpen(prior) || prior[.open] > 1 - rules.quantile + 1e-9
    }
}
