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
    case serviceExposure = "service.exposure"
    case serviceHumanImpact = "service.human_impact"
    case serviceReachable = "service.reachable"
    case serviceWAF = "service.waf"

    var type: FactType {
        switch self {
        case .cveEPSS, .findingScore, .riskProbability: .number
        case .cveID: .text
        case .cveKEV, .cveRansomware, .serviceAuthRequired, .serviceAutomatable, .serviceReachable, .serviceWAF: .flag
        case .findingKind: .word(FindingKind.allCases.map(\.rawValue), isOrdered: false)
        case .findingSeverity:
            .word(Severity.allCases.filter { $0 != .unknown }.map(\.rawValue), isOrdered: true)
        case .serviceExposure: .word(Exposure.allCases.map(\.rawValue), isOrdered: true)
        case .serviceHumanImpact: .word(HumanImpact.allCases.map(\.rawValue), isOrdered: true)
        }
    }
}
