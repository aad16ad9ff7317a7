/// Probabilities as reasons hold them: at most twelve decimals, no exponent, `0.0268`.
enum ProbabilityText {
    private static let scale = 1_000_000_000_000

    /// The text of a value between 0 and 1 that is rounded to 1e-12.
    static func text(of probability: Double) -> String {
        let scaled = Int((probability * Double(scale)).rounded())
        guard scaled > 0 else { return "0" }
        guard scaled < scale else { return "1" }
        return String(unsafeUninitializedCapacity: 14) { target in
            target[0] = UInt8(ascii: "0")
            target[1] = UInt8(ascii: ".")
            var rest = scaled
            for index in stride(from: 13, through: 2, by: -1) {
                target[index] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
                rest /= 10
            }
            var count = 14
            while target[count - 1] == UInt8(ascii: "0") { count -= 1 }
            return count
        }
    }
}
