internal import Glibc

/// The chance of getting through a series of periods: what is behind LEV, ages and due dates alike.
public enum SurvivalProduct {
    /// P(at least one event) of periods that each have a probability: 1 - prod(1 - p).
    public static func probability<Periods: Sequence>(ofAny periods: Periods) -> Double
    where Periods.Element == Double {
        -expm1(periods.reduce(0) { $0 + log1p(-min($1, 1)) })
    }

    /// Likely Exploited Vulnerabilities (NIST CSWP 41): `scores` are EPSS values 30 days apart, `days` the span from
    /// the first to the last day, both counted; the last window weighs by its share of 30 days.
    public static func likelyExploited(scores: [Double], days: Int) -> Double {
        probability(
            ofAny: scores.enumerated().map { index, score in
                score * Double(min(30, max(0, days - 30 * index))) / 30
            })
    }

    /// P(event by `days`) under a rate that changes with age; `bands` ascend, the last one has no end.
    public static func probability(by days: Double, bands: [(endsAtDay: Double?, rate: Double)]) -> Double {
        var hazard = 0.0
        var start = 0.0
        for band in bands where start < days {
            let end = min(band.endsAtDay ?? days, days)
            hazard += band.rate * max(0, end - start)
            start = end
        }
        return -expm1(-hazard)
    }

    /// The longest whole number of days T within which P(exploited) stays within `budget`: 1 - (1 - p)^(T/span) ≤ budget,
    /// where `p` is the probability within `span` days. Nil where it stays so for ever.
    public static func dueDays(probability p: Double, within span: Double = 30, budget: Double) -> Int? {
        guard p > 0, budget < 1 else { return nil }
        guard p < 1, budget > 0 else { return 0 }
        let days = span * log1p(-budget) / log1p(-p)
        // The tolerance keeps a budget that is met exactly from losing a day.
        return days < 36_500 ? Int((days + 1e-9).rounded(.down)) : nil
    }
}
