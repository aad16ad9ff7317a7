/// The facts of one finding (and of one of its CVEs, where it names any) as expressions see them.
struct FactView {
    /// Nil where only the service is looked at: nothing is known of any finding.
    let finding: FindingFacts?
    let cve: CVEFacts?
    let context: ServiceContext
    /// Whether the KEV catalogue was read and is fresh, so that not being in it says something.
    let isKEVRead: Bool
    /// Nil for a finding that no feed speaks of.
    let probability: Double?

    init(finding: FindingFacts?, cve: CVEFacts?, context: ServiceContext, isKEVRead: Bool, probability: Double?) {
        self.finding = finding
        self.cve = cve
        self.context = context
        self.isKEVRead = isKEVRead
        self.probability = probability
    }

    /// A service alone.
    init(_ context: ServiceContext) {
        self.init(finding: nil, cve: nil, context: context, isKEVRead: false, probability: nil)
    }

    /// Nil is unknown.
    func value(of path: FactPath) -> FactValue? {
        switch path {
        case .cveEPSS: cve?.epssE5.map { .number(Double($0) / 100_000) }
        case .cveID: cve.map { .text($0.cve) }
        case .cveKEV: cve.flatMap { $0.isInKEV || isKEVRead ? .flag($0.isInKEV) : nil }
        // CISA says Known or Unknown: only what is not exploited at all is surely not used by ransomware.
        case .cveRansomware:
            cve.flatMap { $0.isRansomware ? .flag(true) : !$0.isInKEV && isKEVRead ? .flag(false) : nil }
        case .findingKind: finding.map { .text($0.kind.rawValue) }
        case .findingScore: finding?.scoreTenths.map { .number(Double($0) / 10) }
        case .findingSeverity:
            finding.flatMap { $0.severity == .unknown ? nil : .text($0.severity.rawValue) }
        case .riskProbability: probability.map { .number($0) }
        case .serviceAuthRequired: context.authRequired.map { .flag($0) }
        case .serviceAutomatable: context.automatable.map { .flag($0) }
        case .serviceCompliance: context.compliance.map { .texts($0.map(\.description)) }
        case .serviceCriticality: context.criticality.map { .text($0.rawValue) }
        case .serviceDataClasses: context.dataClasses.map { .texts($0.map(\.rawValue)) }
        case .serviceEnvironment: context.environment.map { .text($0.rawValue) }
        case .serviceExposure: context.exposure.map { .text($0.rawValue) }
        case .serviceHumanImpact: context.humanImpact.map { .text($0.rawValue) }
        case .serviceMissionImpact: context.missionImpact.map { .text($0.rawValue) }
        case .serviceOwner: context.owner.map { .text($0) }
        case .serviceReachable: context.reachable.map { .flag($0) }
        case .serviceSafety: context.safety.map { .text($0.rawValue) }
        case .serviceWAF: context.waf.map { .flag($0) }
        case .serviceWorkload: context.workload.map { .text($0.rawValue) }
        }
    }
}
