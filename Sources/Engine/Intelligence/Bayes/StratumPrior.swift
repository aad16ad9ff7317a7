/// P(a CVE is exploited within 305 days) by CISA's assessment, for CVEs without an EPSS score.
///
/// Measured on 43,803 CVEs of 2024-10-24 against the additions to KEV of the 305 days after, shrunk to the global rate
/// with the weight of 1,000 CVEs.
public enum StratumPrior {
    public static let days = 305.0

    private static let global = BetaPosterior(rate: 28.0 / 43_803, strength: 1_000)

    /// The posterior of a stratum; the global prior where exploitation is active, of which too few were seen.
    public static func posterior(
        _ exploitation: Exploitation, isAutomatable: Bool, _ impact: TechnicalImpact
    ) -> BetaPosterior {
        let counts: [[(hits: Double, trials: Double)]] = [
            [(2, 21_698), (5, 8_763), (5, 3_689), (10, 2_008)], [(0, 3_659), (2, 1_906), (1, 1_046), (3, 1_030)],
        ]
        let row: Int
        switch exploitation {
        case .none: row = 0
        case .publicPoC: row = 1
        case .active: return global
        }
        let cell = counts[row][(isAutomatable ? 2 : 0) + (impact == .total ? 1 : 0)]
        return global.observing(hits: cell.hits, trials: cell.trials)
    }
}
