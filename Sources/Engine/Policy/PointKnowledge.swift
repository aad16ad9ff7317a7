/// What is known of one decision point of a table.
public enum PointKnowledge: Hashable, Sendable {
    /// A probability for each value, ascending.
    case distribution([Double])
    case known(String)
    /// One of several, each as likely as the others (the SelectionList of SSVC 2 lets a selection carry several).
    case oneOf([String])
    case unknown

    /// A probability for each value of `point`; nil for what does not fit it.
    func weights(of point: DecisionPoint) -> [Double]? {
        switch self {
        case .distribution(let weights):
            let isSound = weights.count == point.values.count && weights.allSatisfy { $0 >= 0 }
            return isSound && abs(weights.reduce(0, +) - 1) <= 1e-9 ? weights : nil
        case .known(let value): return Self.even(over: [value], of: point)
        case .oneOf(let values): return Self.even(over: values, of: point)
        case .unknown: return Self.even(over: point.values, of: point)
        }
    }

    private static func even(over values: [String], of point: DecisionPoint) -> [Double]? {
        let chosen = Set(values)
        guard !chosen.isEmpty, chosen.isSubset(of: point.values) else { return nil }
        return point.values.map { chosen.contains($0) ? 1 / Double(chosen.count) : 0 }
    }
}
