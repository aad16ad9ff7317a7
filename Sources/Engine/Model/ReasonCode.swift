/// Every reason that a verdict can carry. The raw value is stored in evidence: add cases, never rename one.
public enum ReasonCode: String, CaseIterable, Hashable, Sendable {
    /// An input was not checked; parameters `input`.
    case coverageNotChecked = "coverage-not-checked"
    /// An input is stale; parameters `input`.
    case coverageStale = "coverage-stale"
    /// No EPSS row: the published class prior was used; parameters `p`.
    case epssPrior = "epss-prior"
    /// The EPSS probability that was read; parameters `cve`, `epss`.
    case epssRead = "epss-read"
    /// In KEV and the service is openly exposed; parameters `cve`.
    case floorKEVOpen = "floor-kev-open"
    /// In KEV; parameters `cve`.
    case floorKEV = "floor-kev"
    /// A severity floor of the policy; parameters `kind`, `severity`, `verdict`.
    case floorSeverity = "floor-severity"
    /// The expected loss decided; parameters `p`, `verdict`.
    case risk
    /// The decision table decided; parameters `outcome`, `table`, `verdict`.
    case table
    /// An unknown fact was evaluated with a stated distribution; parameters `fact`.
    case unknownFact = "unknown-fact"
}
