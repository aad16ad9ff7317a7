/// P(a CVE is exploited within 305 days) by CISA's assessment, for CVEs without an EPSS score.
///
/// Measured on 43,803 CVEs of 2024-10-24 (CISA Vulnrichment) against the additions to KEV of the 305 days after, shrunk
/// to the global rate with the weight of 1,000 CVEs (Beta-Binomial).
public enum StratumPrior {
    public static let days = 305.0

    private static let global = BetaPosterior(rate: 28.0 / 43_803, strength: 1_000)

    /// By exploitation (none, public PoC), then automatable and technical impact.
    private static let counts: [[(hits: Double, trials: Double)]] = [
        [(2, 21_698), (5, 8_763), (5, 3_689), (10, 2_008)], [(0, 3_659), (2, 1_906), (1, 1_046), (3, 1_030)],
    ]

    /// What was measured of a stratum; the global prior where exploitation is active, of which too few were seen.
    public static func posterior(
        _ exploitation: Exploitation, isAutomatable: Bool, _ impact: TechnicalImpact
    ) -> BetaPosterior {
        let row: Int
        switch exploitation {
        case .none: row = 0
        case .publicPoC: row = 1
        case .active: return global
        }
        let cell = counts[row][(isAutomatable ? 2 : 0) + (impact == .total ? 1 : 0)]
        return global.observing(hits: cell.hits, trials: cell.trials)
    }

    /// What a verdict uses of a stratum: the highest mean among the strata that are no worse in any point.
    ///
    /// Few of the strata saw more than five hits, so that their own means do not ascend (a proof of concept measured
    /// lower than none); a fact that gets worse must never lower a risk.
    public static func probability(
        _ exploitation: Exploitation, isAutomatable: Bool, _ impact: TechnicalImpact
    ) -> Double {
        var highest = 0.0
        for milder in Exploitation.allCases {
            for automatable in isAutomatable ? [false, true] : [false] {
                for lesser in TechnicalImpact.allCases {
                    highest = max(highest, posterior(milder, isAutomatable: automatable, lesser).mean)
                    if lesser == impact { break }
                }
            }
            if milder == exploitation { break }
        }
        return highest
    }

    /// The mean over what is not certain.
    static func probability(
        _ exploitation: Distribution<Exploitation>, _ automatable: Distribution<Automatable>,
        _ impact: Distribution<TechnicalImpact>
    ) -> Double {
        var mean = 0.0
        for (state, weight) in zip(Exploitation.allCases, exploitation.weights) {
            for (answer, share) in zip(Automatable.allCases, automatable.weights) {
                for (level, part) in zip(TechnicalImpact.allCases, impact.weights) {
                    mean += weight * share * part * probability(state, isAutomatable: answer == .yes, level)
                }
            }
        }
        return mean
    }
}
