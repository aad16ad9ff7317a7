/// A decision point's value that is not known for certain: a probability for each value, in ascending order of the
/// values.
public struct Distribution<Value>: Hashable, Sendable
where Value: CaseIterable & Hashable & RawRepresentable & Sendable, Value.RawValue == String {
    /// One for each case, adding up to 1.
    public let weights: [Double]

    /// Certainty.
    public init(_ value: Value) {
        weights = Value.allCases.map { $0 == value ? 1 : 0 }
    }

    /// Nil unless there is one weight of at least 0 for each case and they add up to 1 within 1e-9.
    public init?(weights: [Double]) {
        guard weights.count == Value.allCases.count, weights.allSatisfy({ $0 >= 0 }),
            abs(weights.reduce(0, +) - 1) <= 1e-9
        else { return nil }
        self.weights = weights
    }

    /// Every value equally likely.
    public static var uniform: Distribution {
        Distribution(trusted: Value.allCases.map { _ in 1 / Double(Value.allCases.count) })
    }

    init(trusted weights: [Double]) { self.weights = weights }

    public subscript(_ value: Value) -> Double {
        zip(Value.allCases, weights).first { $0.0 == value }?.1 ?? 0
    }

    /// `controlled 0.333, open 0.333, small 0.333`: what reasons say of it.
    var summary: String {
        zip(Value.allCases, weights).map { "\($0.rawValue) \(ShortNumber.text(of: $1))" }.joined(separator: ", ")
    }
}
