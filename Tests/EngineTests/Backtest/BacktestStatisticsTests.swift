import Testing

@testable import Engine

/// Intervals computed by Python from the formulas' definitions; the scores are those of definitions F.7.
@Suite("The figures of a backtest")
struct BacktestStatisticsTests {
    @Test(
        "have Wilson's interval around a share",
        arguments: [
            (13, 28, 0.2953156998279538, 0.6418731076553209), (0, 28, 0, 0.12064330476584563),
            (28, 28, 0.8793566952341543, 1), (3_039, 43_803, 0.06703681924423838, 0.07179632316658227),
            (13, 3_039, 0.0025016762392337977, 0.007305426504876866), (0, 4, 0, 0.4898908364545973),
        ])
    func wilson(count: Int, total: Int, low: Double, high: Double) throws {
        let share = try #require(Estimate(share: count, of: total))
        #expect(abs(share.low - low) < 1e-12 && abs(share.high - high) < 1e-12)
        #expect(share.value == Double(count) / Double(total))
        #expect(Estimate(share: 0, of: 0) == nil)
    }

    @Test(
        "have a Poisson count's interval around a rate",
        // The exact interval, from the quantiles of the Gamma distribution.
        arguments: [(10, 4.795389, 18.390356), (100, 81.363954, 121.627376), (3, 0.618672, 8.767273)])
    func poisson(events: Int, low: Double, high: Double) throws {
        let rate = try #require(Estimate(events: events, exposure: 1))
        #expect(abs(rate.low - low) < 0.03 * low && abs(rate.high - high) < 0.03 * high)
        let none = try #require(Estimate(events: 0, exposure: 2))
        #expect(none.value == 0 && none.low == 0 && (1.5...2).contains(none.high))
        #expect(Estimate(events: 1, exposure: 0) == nil)
    }

    @Test("score probabilities by Brier, log-loss and calibration")
    func forecast() throws {
        let cases = zip([0.02, 0.02, 0.1, 0.1, 0.4, 0.8], [false, false, false, true, false, true]).map { ($0, $1) }
        let score = try #require(ForecastScore(cases, edges: [0, 0.05, 0.25, 1]))
        #expect(abs(score.brier - 0.170133333) < 1e-9)
        #expect(abs(score.logLoss - 0.530386700) < 1e-9)
        #expect(abs(score.baseRate - 1.0 / 3) < 1e-12)
        #expect(abs(try #require(score.skill) - 0.2344) < 1e-9)
        #expect(abs(score.calibrationError - 0.173333333) < 1e-9)
        #expect(ForecastScore([]) == nil)
    }

    @Test("do not turn certainty that was wrong into an infinite loss")
    func certainty() throws {
        let score = try #require(ForecastScore([(0, true), (1, false)]))
        #expect(abs(score.logLoss - 13.815510558) < 1e-8 && score.brier == 1 && score.skill == -3)
    }

    @Test(
        "call a difference between two rules by McNemar's exact test",
        arguments: [(5, 12, 0.143463134765625), (0, 13, 0.000244140625), (0, 0, 1), (7, 7, 1), (1, 9, 0.021484375)])
    func paired(onlyFirst: Int, onlySecond: Int, expected: Double) {
        let pair = PairedHits(first: "a", second: "b", onlyFirst: onlyFirst, onlySecond: onlySecond)
        #expect(abs(pair.pValue - expected) < 1e-12)
    }

    @Test("read assessments in any spelling and guess at none")
    func assessed() {
        let expected = Assessed(exploitation: .publicPoC, isAutomatable: true, technicalImpact: .total)
        #expect(Assessed(exploitation: "PoC", automatable: "Yes", technicalImpact: "Total") == expected)
        #expect(Assessed(exploitation: "poc", automatable: "rapid", technicalImpact: "total") == nil)
        #expect(Assessed(exploitation: "", automatable: "no", technicalImpact: "partial") == nil)
    }
}
