/// Kleene's three truth values: what is unknown never counts as passed.
enum ConditionTruth: Hashable, Sendable {
    case no, unknown, yes

    init(_ isTrue: Bool) { self = isTrue ? .yes : .no }

    static prefix func ! (truth: ConditionTruth) -> ConditionTruth {
        switch truth {
        case .no: .yes
        case .unknown: .unknown
        case .yes: .no
        }
    }

    /// The least of several: all must hold.
    static func all(_ truths: some Sequence<ConditionTruth>) -> ConditionTruth {
        var result = ConditionTruth.yes
        for truth in truths {
            if truth == .no { return .no }
            if truth == .unknown { result = .unknown }
        }
        return result
    }

    /// The greatest of several: one must hold.
    static func any(_ truths: some Sequence<ConditionTruth>) -> ConditionTruth { !all(truths.map { !$0 }) }
}
