import Glibc

/// Order statistics of a set of measurements.
struct Percentiles: Sendable {
    let count: Int
    let p50: Double
    let p99: Double
    let max: Double

    init(_ values: [Double]) {
        let sorted = values.sorted()
        count = sorted.count
        p50 = Self.rank(0.5, of: sorted)
        p99 = Self.rank(0.99, of: sorted)
        max = sorted.last ?? 0
    }

    /// The nearest rank: the smallest value that at least `share` of the values do not exceed.
    private static func rank(_ share: Double, of sorted: [Double]) -> Double {
        guard !sorted.isEmpty else { return 0 }
        return sorted[Swift.max(0, Int((share * Double(sorted.count)).rounded(.up)) - 1)]
    }
}
