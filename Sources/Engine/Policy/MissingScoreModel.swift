/// Where the probability of a CVE comes from that EPSS has no score for.
public enum MissingScoreModel: String, CaseIterable, Hashable, Sendable {
    /// One rate for all of them (`MissingScorePrior`).
    case everyCVE = "class"
    /// The noisy-OR of what is known of exploitation, automatability and exposure (`CompromiseNetwork`).
    case network
    /// The rate of the CVE's stratum by CISA's assessment (`StratumPrior`).
    case stratum
}
