/// The facts of one finding (and of one of its CVEs, where it names any) as expressions see them.
struct FactView {
    let finding: FindingFacts
    let cve: CVEFacts?
    let context: ServiceContext
    /// Whether the KEV catalogue was read and is fresh, so that not being in it says something.
    let isKEVRead: Bool
    /// Nil for a finding that no feed speaks of.
    let probability: Double?

    /// Nil is unknown.
    func value(of path: FactPath) -> FactValue? {
        switch path {
        case .cveEPSS: cve?.epssE5.map { .number(Double($0) / 100_000) }
        case .cveID: cve.map { .text($0.cve) }
        case .cveKEV: cve.flatMap { $0.isInKEV || isKEVRead ? .flag($0.isInKEV) : nil }
        // CISA says Known or Unknown: only what is not exploited at all is surely not used by ransomware.
        case .cveRansomware:
            cve.flatMap { $0.isRansomware ? .flag(true) : !$0.isInKEV && isKEVRead ? .flag(false) : nil }
        case .findingKind: .text(finding.kind.rawValue)
        case .findingScore: finding.scoreTenths.map { .number(Double($0) / 10) }
        case .findingSeverity: finding.severity == .unknown ? nil : .text(finding.severity.rawValue)
        case .riskProbability: probability.map { .number($0) }
        case .serviceAuthRequired: context.authRequired.map { .flag($0) }
        case .serviceAutomatable: context.automatable.map { .flag($0) }
        case .serviceExposure: context.exposure.map { .text($0.rawValue) }
        case .serviceHumanImpact: context.humanImpact.map { .text($0.rawValue) }
        case .serviceReachable: context.reachable.map { .flag($0) }
        case .serviceWAF: context.waf.map { .flag($0) }
        }
    }
}
