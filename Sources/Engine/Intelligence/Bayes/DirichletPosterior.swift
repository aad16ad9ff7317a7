/// What is known of the shares of several ends after counts of each: a Dirichlet distribution (conjugate to the
/// multinomial).
public struct DirichletPosterior: Hashable, Sendable {
    /// One for each end; larger than 0.
    public let weights: [Double]

    public init(weights: [Double]) { self.weights = weights }

    /// A prior that weighs as much as `strength` observations with these shares.
    public init(shares: [Double], strength: Double) {
        self.init(weights: shares.map { $0 * strength })
    }

    public func observing(_ counts: [Double]) -> DirichletPosterior {
        DirichletPosterior(weights: zip(weights, counts).map { $0 + $1 })
    }

    /// What is left after a period in which old observations fade to the share `factor`.
    public func forgetting(_ factor: Double) -> DirichletPosterior {
        DirichletPosterior(weights: weights.map { $0 * factor })
    }

    public var means: [Double] {
        let sum = weights.reduce(0, +)
        return weights.map { $0 / sum }
    }

    /// The distribution of one share alone, which is a Beta.
    public func marginal(_ index: Int) -> BetaPosterior {
        BetaPosterior(alpha: weights[index], beta: weights.reduce(0, +) - weights[index])
    }
}
