/// Every reason that a verdict can carry. The raw value is stored in evidence: add cases, never rename one.
public enum ReasonCode: String, CaseIterable, Hashable, Sendable {
    /// The undeclared fact whose answer would settle most of the table's outcome; parameters `bits`, `fact`.
    case askFirst = "ask-first"
    /// An input was not checked; parameters `input`, `verdict`.
    case coverageNotChecked = "coverage-not-checked"
    /// An input is stale; parameters `input`, `verdict`.
    case coverageStale = "coverage-stale"
    /// The fix is due earlier, for the risk to stay within the policy's budget; parameters `budget`, `days`.
    case dueBudget = "due-budget"
    /// No EPSS row: the noisy-OR of exploitation, automatability and exposure was used; parameters `cve`, `p` (of this
    /// instance's compromise).
    case epssNetwork = "epss-network"
    /// No EPSS row: the published class prior was used; parameters `cve`, `p`.
    case epssPrior = "epss-prior"
    /// The EPSS probability that was read; parameters `cve`, `epss`.
    case epssRead = "epss-read"
    /// No EPSS row: the rate of the CVE's stratum was used; parameters `cve`, `p`.
    case epssStratum = "epss-stratum"
    /// In KEV; parameters `cve`, `verdict`.
    case floorKEV = "floor-kev"
    /// In KEV and the service is openly exposed; parameters `cve`, `verdict`.
    case floorKEVOpen = "floor-kev-open"
    /// In KEV, and nobody declared the service's exposure, which counts as open; parameters `cve`, `verdict`.
    case floorKEVUndeclared = "floor-kev-undeclared"
    /// A severity floor of the policy; parameters `kind`, `outcome`, `severity`, `verdict`.
    case floorSeverity = "floor-severity"
    /// The risk verdict is kept until the score has stayed lower for some dates; parameters `cve`, `verdict` (kept).
    case held
    /// The scan has no finding that counts.
    case noFindings = "no-findings"
    /// KEV knows it from ransomware campaigns; parameters `cve`.
    case ransomware
    /// The expected loss speaks; parameters `p` (of this instance's compromise), `verdict`.
    case risk
    /// The expected loss would move the table's verdict by more than one step; parameters `verdict` (of both together).
    case riskLimited = "risk-limited"
    /// The finding names several CVEs, and the worst of them gave the verdict; parameters `count`, `cve`.
    case severalCVEs = "several-cves"
    /// A rule of the policy holds for the finding; parameters `name`, `reason`, `verdict`.
    case rule
    /// Findings that the report itself suppresses do not count; parameters `count`.
    case suppressed
    /// The policy demands an input that was never posted; parameters `input`, `name`, `verdict`.
    case requiredMissing = "required-missing"
    /// The policy demands an input of which the newest is too old; parameters `days`, `input`, `name`, `verdict`.
    case requiredStale = "required-stale"
    /// The decision table speaks; parameters `outcome`, `table`, `verdict`.
    case table
    /// An unknown fact was evaluated with a stated distribution; parameters `assumed`, `fact`.
    case unknownFact = "unknown-fact"
    /// A VEX statement lowers the finding's verdict; parameters `author`, `justification` where there is one, `status`, `verdict`
    /// (reached).
    case vexApplied = "vex-applied"
    /// A VEX statement excuses the finding and does not count; parameters as of `vex-applied`, and `cause`.
    case vexNotApplied = "vex-not-applied"
    /// A waiver lowers the finding's verdict; parameters `approver`, `expires`, `name`, `reason`, `verdict` (reached).
    case waived
    /// A waiver covers the finding and a floor that cannot be waived holds it; parameters as of `waived`.
    case waiverRefused = "waiver-refused"
    /// The worst verdict among the findings is the scan's; parameters `count`, `verdict`.
    case worstFinding = "worst-finding"
}
