internal import Glibc

/// What is known of a probability after `hits` in `trials`: a Beta distribution (conjugate to the binomial).
public struct BetaPosterior: Hashable, Sendable {
    public let alpha: Double
    public let beta: Double

    public init(alpha: Double, beta: Double) {
        self.alpha = alpha
        self.beta = beta
    }

    /// A prior that weighs as much as `strength` observations at `rate`.
    public init(rate: Double, strength: Double) {
        self.init(alpha: strength * rate, beta: strength * (1 - rate))
    }

    public func observing(hits: Double, trials: Double) -> BetaPosterior {
        BetaPosterior(alpha: alpha + hits, beta: beta + trials - hits)
    }

    /// What is left after a period in which old observations fade to the share `factor`.
    public func forgetting(_ factor: Double) -> BetaPosterior {
        BetaPosterior(alpha: alpha * factor, beta: beta * factor)
    }

    public var mean: Double { alpha / (alpha + beta) }

    /// The central interval that holds `share` of the probability.
    public func interval(_ share: Double = 0.95) -> ClosedRange<Double> {
        let tail = (1 - share) / 2
        func quantile(_ level: Double) -> Double {
            Quantile.of(level, in: 0...1) { IncompleteBeta.cumulative($0, alpha, beta) }
        }
        return quantile(tail)...quantile(1 - tail)
    }

    /// P(at least one hit in `trials` more): 1 - B(a, b + n) / B(a, b). More cautious than taking the mean as known.
    public func probabilityOfAny(in trials: Int) -> Double {
        var survival = 0.0
        for trial in 0..<trials { survival += log(beta + Double(trial)) - log(alpha + beta + Double(trial)) }
        return -expm1(survival)
    }
}
