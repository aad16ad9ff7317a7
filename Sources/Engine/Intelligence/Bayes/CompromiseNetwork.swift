/// A noisy-OR of exploitation, automatability and exposure: what gives P(compromise here) where EPSS has no score.
///
/// A value's weight is the chance that it alone would lead to compromise within 30 days (J. Pearl, "Probabilistic
/// Reasoning in Intelligent Systems", 1988, 4.3.2).
public struct CompromiseNetwork: Hashable, Sendable {
    /// Stated, not measured: exploitation .002, .03, .6; automatable 0, .02; exposure 0, .01, .05; no leak.
    public static let reference = CompromiseNetwork(
        leak: 0, exploitation: [0.002, 0.03, 0.6], automatable: [0, 0.02], exposure: [0, 0.01, 0.05])

    /// P(compromise) without any of the three.
    public var leak: Double
    /// Ascending, as are the others.
    public var exploitation: [Double]
    public var automatable: [Double]
    public var exposure: [Double]

    /// P(compromise). A value that is not certain counts with the mean of its weights, which is exact for a noisy-OR of
    /// independent causes.
    func probability(
        _ exploitation: Distribution<Exploitation>, _ automatable: Distribution<Automatable>,
        _ exposure: Distribution<Exposure>
    ) -> Double {
        let causes = [
            (exploitation.weights, self.exploitation), (automatable.weights, self.automatable),
            (exposure.weights, self.exposure),
        ]
        return 1
            - causes.reduce(1 - leak) { survival, cause in
                survival * (1 - zip(cause.0, cause.1).reduce(0) { $0 + $1.0 * $1.1 })
            }
    }

    /// The same as a network with exact inference. Throws what makes it unsound.
    func network(_ priors: Priors) throws(NetworkProblem) -> BayesianNetwork {
        try BayesianNetwork([
            NetworkNode("exploitation", count: 3, .table([priors.exploitation.weights])),
            NetworkNode("automatable", count: 2, .table([priors.automatable.weights])),
            NetworkNode("exposure", count: 3, .table([priors.exposure.weights])),
            NetworkNode(
                "compromise", count: 2, parents: ["exploitation", "automatable", "exposure"],
                .noisyOr(leak: leak, weights: [exploitation, automatable, exposure])),
        ])
    }

    /// Throws unless every fact can move P(compromise), and none that is worse lowers it.
    func prove(_ priors: Priors) throws(NetworkProblem) {
        try network(priors).proveMonotone("compromise")
    }
}
