internal import Glibc

/// The lifecycle as a continuous-time Markov chain: closed forms where they exist, uniformization for the rest.
public struct LifecycleChain: Hashable, Sendable {
    public let rates: LifecycleRates

    public init(rates: LifecycleRates) { self.rates = rates }

    private var leaving: Double { rates.exploitation + rates.remediation }

    /// P(still vulnerable after `days` | vulnerable now).
    public func stillVulnerable(after days: Double) -> Double { exp(-leaving * days) }

    /// P(exploited before patched, within `days`).
    public func exploitedFirst(within days: Double) -> Double {
        leaving > 0 ? exploitedFirstUltimately * -expm1(-leaving * days) : 0
    }

    /// P(patched before exploited, within `days`).
    public func patchedFirst(within days: Double) -> Double {
        leaving > 0 ? rates.remediation / leaving * -expm1(-leaving * days) : 0
    }

    /// P(exploited before patched).
    public var exploitedFirstUltimately: Double { leaving > 0 ? rates.exploitation / leaving : 0 }

    /// Days that a vulnerability stays open on average.
    public var meanDaysVulnerable: Double { 1 / leaving }

    /// P(exploited and not yet recovered at `days` | vulnerable now), without ways back to vulnerable.
    public func exploitedOccupancy(at days: Double) -> Double {
        let gap = rates.recovery - leaving
        guard abs(gap) > 1e-12 else { return rates.exploitation * days * exp(-leaving * days) }
        return rates.exploitation / gap * (exp(-leaving * days) - exp(-rates.recovery * days))
    }

    /// The share of time in each state in the long run, in the order of `LifecycleState`.
    public var stationary: [Double] {
        let patched = leaving / (rates.renewal + rates.regression)
        let weights = [
            rates.renewal * patched / rates.discovery, 1, rates.exploitation / rates.recovery, patched,
        ]
        let sum = weights.reduce(0, +)
        return weights.map { $0 / sum }
    }

    /// P(state j after `days` | state i), rows and columns in the order of `LifecycleState`.
    ///
    /// Uniformization: a sum of non-negative terms in a fixed order, with the tail below 1e-15.
    public func transition(after days: Double) -> [[Double]] {
        let fastest = max(rates.discovery, leaving, rates.recovery, rates.renewal + rates.regression)
        let steps = fastest * days
        guard steps > 0 else { return Self.identity }
        let single = jumps(fastest)
        var power = Self.identity
        // ln of the Poisson weight, so that long spans do not underflow.
        var logWeight = -steps
        var total = 0.0
        var result = [[Double]](repeating: [0, 0, 0, 0], count: 4)
        var term = 0
        while total < 1 - 1e-15, term < 100_000 {
            let weight = exp(logWeight)
            for row in 0..<4 { for column in 0..<4 { result[row][column] += weight * power[row][column] } }
            total += weight
            term += 1
            if weight < 1e-18, Double(term) > steps { break }
            power = Self.product(power, single)
            logWeight += log(steps) - log(Double(term))
        }
        return result
    }

    private static let identity = (0..<4).map { row in (0..<4).map { $0 == row ? 1.0 : 0 } }

    /// The chain of jumps whose clock ticks at the rate `fastest`.
    private func jumps(_ fastest: Double) -> [[Double]] {
        var rows = [
            [0, rates.discovery, 0, 0], [0, 0, rates.exploitation, rates.remediation], [0, 0, 0, rates.recovery],
            [rates.renewal, rates.regression, 0, 0],
        ].map { $0.map { $0 / fastest } }
        for index in 0..<4 { rows[index][index] = max(0, 1 - rows[index].reduce(0, +)) }
        return rows
    }

    private static func product(_ left: [[Double]], _ right: [[Double]]) -> [[Double]] {
        left.map { row in
            (0..<4).map { column in (0..<4).reduce(0.0) { $0 + row[$1] * right[$1][column] } }
        }
    }
}
