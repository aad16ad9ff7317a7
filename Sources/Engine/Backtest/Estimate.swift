internal import Glibc
internal import JSON

/// A number that was measured on a sample, with the interval that holds the true one in 95 of 100 samples.
public struct Estimate: Hashable, Sendable {
    /// The standard normal distribution's 97.5 % quantile.
    private static let z = 1.959963984540054

    public let value: Double
    public let low: Double
    public let high: Double

    /// A share of `count` in `total` with Wilson's score interval (E. B. Wilson 1927), which holds near 0 and 1 too.
    /// Nil of nothing.
    public init?(share count: Int, of total: Int) {
        guard total > 0 else { return nil }
        let (number, share, square) = (Double(total), Double(count) / Double(total), Self.z * Self.z)
        let middle = share + square / (2 * number)
        let reach = Self.z * (share * (1 - share) / number + square / (4 * number * number)).squareRoot()
        let scale = 1 + square / number
        self.init(
            value: share, low: count == 0 ? 0 : (middle - reach) / scale,
            high: count == total ? 1 : (middle + reach) / scale)
    }

    /// A rate of `events` in `exposure`, with a Poisson count's interval: Byar's approximation to the exact one
    /// (Rothman and Boice 1979), whose bounds it meets within 3 % from three events on. Nil without exposure.
    public init?(events: Int, exposure: Double) {
        guard exposure > 0 else { return nil }
        let (count, more) = (Double(events), Double(events + 1))
        func bound(_ count: Double, _ sign: Double) -> Double {
            let root = 1 - 1 / (9 * count) + sign * Self.z / (3 * count.squareRoot())
            return count * root * root * root
        }
        self.init(
            value: count / exposure, low: events == 0 ? 0 : max(0, bound(count, -1)) / exposure,
            high: bound(more, 1) / exposure)
    }

    private init(value: Double, low: Double, high: Double) {
        self.value = value
        self.low = low
        self.high = high
    }

    /// The estimate in another unit.
    public func scaled(by factor: Double) -> Estimate {
        Estimate(value: value * factor, low: low * factor, high: high * factor)
    }

    var json: JSONValue { ["high": .number(high), "low": .number(low), "value": .number(value)] }
}
