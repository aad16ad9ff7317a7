/// A decision point's value that is not known for certain: a probability for each value, in ascending order of the
/// values.
public struct Distribution<Value>: Hashable, Sendable
where Value: CaseIterable & Hashable & RawRepresentable & Sendable, Value.RawValue == String {
    /// One for each case, of which there are at most four, and 0 behind the last. In place and not in an array: rules
    /// are evaluated a million times a second.
    let lanes: SIMD4<Double>

    /// Certainty.
    public init(_ value: Value) {
        var lanes = SIMD4<Double>.zero
        for (place, candidate) in Value.allCases.enumerated() where candidate == value { lanes[place] = 1 }
        self.lanes = lanes
    }

    /// Nil unless there is one weight of at least 0 for each case and they add up to 1 within 1e-9.
    public init?(weights: [Double]) {
        guard weights.count == Value.allCases.count, weights.allSatisfy({ $0 >= 0 }),
            abs(weights.reduce(0, +) - 1) <= 1e-9
        else { return nil }
        self.init(trusted: weights)
    }

    /// Every value equally likely.
    public static var uniform: Distribution {
        Distribution(trusted: Value.allCases.map { _ in 1 / Double(Value.allCases.count) })
    }

    init(trusted weights: [Double]) {
        var lanes = SIMD4<Double>.zero
        for (place, weight) in weights.enumerated() { lanes[place] = weight }
        self.lanes = lanes
    }

    /// One for each case, adding up to 1.
    public var weights: [Double] { (0..<Value.allCases.count).map { lanes[$0] } }

    public subscript(_ value: Value) -> Double {
        for (place, candidate) in Value.allCases.enumerated() where candidate == value { return lanes[place] }
        return 0
    }

    /// `controlled 0.333, open 0.333, small 0.333`: what reasons say of it.
    var summary: String {
        zip(Value.allCases, weights).map { "\($0.rawValue) \(ShortNumber.text(of: $1))" }.joined(separator: ", ")
    }
}
