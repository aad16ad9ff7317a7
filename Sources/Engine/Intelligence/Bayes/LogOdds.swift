internal import Glibc

/// Updating a probability by likelihood ratios: L = logit(p) + sum ln LR.
public enum LogOdds {
    /// A fact that is missing at random is left out.
    public static func posterior(prior: Double, ratios: [Double]) -> Double {
        1 / (1 + exp(-ratios.reduce(logit(prior)) { $0 + log($1) }))
    }

    /// ln(p / (1 - p)) of a probability that is kept within [1e-6, 1 - 1e-6].
    public static func logit(_ probability: Double) -> Double {
        let clamped = min(max(probability, 1e-6), 1 - 1e-6)
        return log(clamped) - log1p(-clamped)
    }

    /// The ratio of a fact of which only a share `certainty` speaks for its presence (virtual evidence).
    public static func ratio(given: Double, otherwise: Double, certainty: Double) -> Double {
        (given * certainty + (1 - given) * (1 - certainty))
            / (otherwise * certainty + (1 - otherwise) * (1 - certainty))
    }
}
