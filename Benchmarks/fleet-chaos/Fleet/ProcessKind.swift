import Fleet

/// The kinds of process that a fleet consists of.
enum ProcessKind: String, CaseIterable, Sendable {
    case enricher
    case evidenceWriter = "evidence-writer"
    case feedScheduler = "feed-scheduler"
    case ingestGateway = "ingest-gateway"
    case normalizer
    case scorer

    /// The stage it works for; nil for the gateway and the scheduler.
    var stage: StageName? {
        switch self {
        case .enricher: .enrich
        case .evidenceWriter: .evidence
        case .feedScheduler, .ingestGateway: nil
        case .normalizer: .normalize
        case .scorer: .score
        }
    }
}
