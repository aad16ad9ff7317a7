/// `live` work has a pipeline waiting for it; `bulk` is re-scoring. Separate streams with reserved capacity.
public enum JobClass: String, CaseIterable, Hashable, Sendable {
    case bulk
    case live
}

extension JobClass {
    /// The index in `allCases`.
    var position: Int {
        switch self {
        case .bulk: 0
        case .live: 1
        }
    }
}
