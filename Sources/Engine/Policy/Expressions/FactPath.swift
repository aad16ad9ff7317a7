/// A fact that an expression can name.
enum FactPath: String, CaseIterable, Hashable, Sendable {
    case cveEPSS = "cve.epss"
    case cveID = "cve.id"
    case cveKEV = "cve.kev"
    case cveRansomware = "cve.ransomware"
    case findingKind = "finding.kind"
    case findingScore = "finding.score"
    case findingSeverity = "finding.severity"
    case riskProbability = "risk.p"
    case serviceAuthRequired = "service.auth_required"
    case serviceAutomatable = "service.automatable"
    case serviceCompliance = "service.compliance"
    case serviceCriticality = "service.criticality"
    case serviceDataClasses = "service.data_classes"
    case serviceEnvironment = "service.environment"
    case serviceExposure = "service.exposure"
    case serviceHumanImpact = "service.human_impact"
    case serviceMissionImpact = "service.mission_impact"
    case serviceOwner = "service.owner"
    case serviceReachable = "service.reachable"
    case serviceSafety = "service.safety"
    case serviceWAF = "service.waf"
    case serviceWorkload = "service.workload"

    var type: FactType {
        switch self {
        case .cveEPSS, .findingScore, .riskProbability: .number
        case .cveID, .serviceOwner: .text
        case .cveKEV, .cveRansomware, .serviceAuthRequired, .serviceAutomatable, .serviceReachable, .serviceWAF: .flag
        case .findingKind: .word(FindingKind.allCases.map(\.rawValue), isOrdered: false)
        case .findingSeverity:
            .word(Severity.allCases.filter { $0 != .unknown }.map(\.rawValue), isOrdered: true)
        case .serviceCompliance: .texts(known: nil)
        case .serviceCriticality: .word(Criticality.allCases.map(\.rawValue), isOrdered: true)
        case .serviceDataClasses: .texts(known: DataClass.allCases.map(\.rawValue))
        case .serviceEnvironment: .word(ServiceEnvironment.allCases.map(\.rawValue), isOrdered: true)
        case .serviceExposure: .word(Exposure.allCases.map(\.rawValue), isOrdered: true)
        case .serviceHumanImpact: .word(HumanImpact.allCases.map(\.rawValue), isOrdered: true)
        case .serviceMissionImpact: .word(MissionImpact.allCases.map(\.rawValue), isOrdered: true)
        case .serviceSafety: .word(SafetyImpact.allCases.map(\.rawValue), isOrdered: true)
        case .serviceWorkload: .word(Workload.allCases.map(\.rawValue), isOrdered: false)
        }
    }

    /// Whether it is known without looking at a finding.
    var isOfService: Bool { rawValue.hasPrefix("service.") }
}
