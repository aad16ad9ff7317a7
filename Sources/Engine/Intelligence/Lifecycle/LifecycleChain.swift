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
    ///
    /// λ e^(-st) (1 - e^(-gt)) / g with the slower rate s and the gap g between the two: nothing cancels, however close
    /// they are.
    public func exploitedOccupancy(at days: Double) -> Double {
        let slower = min(leaving, rates.recovery)
        let gap = abs(rates.recovery - leaving)
        let growth = gap > 0 ? -expm1(-gap * days) / gap : days
        return rates.exploitation * exp(-slower * days) * growth
    }

    /// The share of time in each state in the long run, in the order of `LifecycleState`; nil where a state that can be
    /// reached is never left, so that there is no such balance.
    public var stationary: [Double]? {
        guard rates.discovery > 0, leaving > 0, rates.recovery > 0, rates.renewal + rates.regression > 0 else {
            return nil
        }
        let patched = leaving / (rates.renewal + rates.regression)
        let weights = [
            rates.renewal * patched / rates.discovery, 1, rates.exploitation / rates.recovery, patched,
        ]
        let sum = weights.reduce(0, +)
        return weights.map { $0 / sum }
    }

    /// P(state j after `days` | state i), rows and columns in the order of `LifecycleState`.
    ///
    /// Uniformization (A. Jensen 1953): a sum of non-negative terms in a fixed order, with the tail below 1e-15. A long
    /// span is halved until some hundred terms do, and the result is squared again as often.
    public func transition(after days: Double) -> [[Double]] {
        let fastest = max(rates.discovery, leaving, rates.recovery, rates.renewal + rates.regression)
        var steps = fastest * days
        guard steps > 0 else { return Self.identity }
        var halvings = 0
        while steps > Self.longestSum {
            steps /= 2
            halvings += 1
        }
        var result = poissonSum(steps, jumps(fastest))
        for _ in 0..<halvings { result = Self.product(result, result).map(Self.distribution) }
        return result
    }

    /// Expected jumps that are summed at once.
    private static let longestSum = 50.0

    private func poissonSum(_ steps: Double, _ single: [[Double]]) -> [[Double]] {
        var power = Self.identity
        var weight = exp(-steps)
        var result = [[Double]](repeating: [0, 0, 0, 0], count: 4)
        var term = 0.0
        while term <= steps || weight > 1e-18 {
            for row in 0..<4 { for column in 0..<4 { result[row][column] += weight * power[row][column] } }
            term += 1
            power = Self.product(power, single)
            weight *= steps / term
        }
        return result.map(Self.distribution)
    }

    /// Takes away what rounding has added to a row.
    private static func distribution(_ row: [Double]) -> [Double] {
        let sum = row.reduce(0, +)
        return row.map { $0 / sum }
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
