internal import Glibc

/// What is known of a rate after `events` in `exposure` days: a Gamma distribution (conjugate to the Poisson).
public struct RatePosterior: Hashable, Sendable {
    public let shape: Double
    /// Days.
    public let exposure: Double

    public init(shape: Double, exposure: Double) {
        self.shape = shape
        self.exposure = exposure
    }

    /// Open cases count with their days and without an event: nothing is imputed.
    public func observing(events: Double, days: Double) -> RatePosterior {
        RatePosterior(shape: shape + events, exposure: exposure + days)
    }

    /// What is left after a period in which old observations fade to the share `factor`.
    public func forgetting(_ factor: Double) -> RatePosterior {
        RatePosterior(shape: shape * factor, exposure: exposure * factor)
    }

    public var mean: Double { shape / exposure }

    /// The central interval that holds `share` of the probability.
    public func interval(_ share: Double = 0.95) -> ClosedRange<Double> {
        let tail = (1 - share) / 2
        // Twenty standard deviations above the mean hold more than any quantile that is asked for.
        let highest = shape + 20 * (shape.squareRoot() + 1)
        func quantile(_ level: Double) -> Double {
            Quantile.of(level, in: 0...highest) { IncompleteGamma.cumulative($0, shape) } / exposure
        }
        return quantile(tail)...quantile(1 - tail)
    }

    /// P(at least one event within `days`), the rate's own uncertainty included (Lomax).
    public func probability(within days: Double) -> Double {
        -expm1(shape * (log(exposure) - log(exposure + days)))
    }
}
