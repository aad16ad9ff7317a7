/// The inverse of a distribution function.
enum Quantile {
    /// The `x` of `range` at which an ascending `cumulative` reaches `share`, by bisection to the last bit that counts.
    static func of(_ share: Double, in range: ClosedRange<Double>, _ cumulative: (Double) -> Double) -> Double {
        var (low, high) = (range.lowerBound, range.upperBound)
        for _ in 0..<200 {
            let middle = low + (high - low) / 2
            guard middle > low, middle < high else { break }
            if cumulative(middle) < share { low = middle } else { high = middle }
        }
        return low + (high - low) / 2
    }
}
