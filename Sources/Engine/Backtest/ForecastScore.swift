internal import Glibc
internal import JSON

/// How good probabilities were, once it is known what happened. Smaller is better.
public struct ForecastScore: Hashable, Sendable {
    /// Bins for rare events: most probabilities lie under 1 %.
    public static let rareEdges = [0, 0.0001, 0.001, 0.01, 0.05, 0.25, 1]

    /// The mean square of probability minus outcome (G. W. Brier 1950).
    public let brier: Double
    /// The mean of -ln(the probability given to what happened), probabilities kept within [1e-6, 1 - 1e-6].
    public let logLoss: Double
    /// The share of cases in which it happened.
    public let baseRate: Double
    /// Expected calibration error: the mean distance of probability and frequency over the bins, weighted by their cases.
    public let calibrationError: Double

    /// Nil without cases. A bin takes what is above its lower edge; the first its lower edge too.
    public init?(_ cases: [(probability: Double, happened: Bool)], edges: [Double] = rareEdges) {
        guard !cases.isEmpty else { return nil }
        var (squares, losses, hits) = (0.0, 0.0, 0)
        var bins = [(count: Int, probability: Double, hits: Int)](repeating: (0, 0, 0), count: max(1, edges.count - 1))
        for (probability, happened) in cases {
            let error = probability - (happened ? 1 : 0)
            squares += error * error
            losses += Self.logLoss(probability, happened)
            hits += happened ? 1 : 0
            let bin = edges.dropFirst().firstIndex { probability <= $0 }.map { $0 - 1 } ?? bins.count - 1
            bins[bin].count += 1
            bins[bin].probability += probability
            bins[bin].hits += happened ? 1 : 0
        }
        let count = Double(cases.count)
        brier = squares / count
        logLoss = losses / count
        baseRate = Double(hits) / count
        calibrationError = bins.reduce(0) { $0 + abs($1.probability - Double($1.hits)) } / count
    }

    /// The log loss of one case.
    static func logLoss(_ probability: Double, _ happened: Bool) -> Double {
        let kept = min(max(probability, 1e-6), 1 - 1e-6)
        return happened ? -log(kept) : -log1p(-kept)
    }

    /// 1 - Brier / Brier of always saying the base rate: above 0 is better than that. Nil where all outcomes are equal.
    public var skill: Double? {
        let reference = baseRate * (1 - baseRate)
        return reference > 0 ? 1 - brier / reference : nil
    }

    var json: JSONValue {
        [
            "base_rate": .number(baseRate), "brier": .number(brier), "ece": .number(calibrationError),
            "log_loss": .number(logLoss), "skill": skill.map(JSONValue.number) ?? .null,
        ]
    }
}
