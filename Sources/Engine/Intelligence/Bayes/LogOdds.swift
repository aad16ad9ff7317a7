internal import Glibc

/// Updating a probability by likelihood ratios: L = logit(p) + sum ln LR.
public enum LogOdds {
    /// `prior` is kept within [1e-6, 1 - 1e-6]; a fact that is missing at random is left out.
    public static func posterior(prior: Double, ratios: [Double]) -> Double {
        let clamped = min(max(prior, 1e-6), 1 - 1e-6)
        let odds = log(clamped) - log1p(-clamped)
        return 1 / (1 + exp(-ratios.reduce(odds) { $0 + log($1) }))
    }

    /// The ratio of a fact of which only a share `certainty` speaks for its presence (virtual evidence).
    public static func ratio(given: Double, otherwise: Double, certainty: Double) -> Double {
        (given * certainty + (1 - given) * (1 - certainty))
            / (otherwise * certainty + (1 - otherwise) * (1 - certainty))
    }
}
