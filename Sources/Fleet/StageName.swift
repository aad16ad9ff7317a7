/// The four stages a job passes, in the order of the flow.
public enum StageName: String, CaseIterable, Hashable, Sendable {
    case normalize, enrich, score, evidence
}

extension StageName {
    /// The stages that this one hands on to in the usual flow.
    var following: [StageName] {
        switch self {
        case .normalize: [.enrich]
        case .enrich: [.score, .evidence]
        case .score: [.evidence]
        case .evidence: []
        }
    }

    /// The index in `allCases`.
    var position: Int {
        switch self {
        case .normalize: 0
        case .enrich: 1
        case .score: 2
        case .evidence: 3
        }
    }
}
