import Testing

@testable import Engine

/// Transition matrices computed by scipy's `expm`; LEV by NIST CSWP 41.
@Suite("The lifecycle of a vulnerability")
struct LifecycleTests {
    private let chain = LifecycleChain(
        rates: LifecycleRates(
            discovery: 0.01, exploitation: LifecycleRates.rate(within30Days: 0.1),
            remediation: LifecycleRates.rate(halfLifeDays: 30), recovery: 0.2, renewal: 0.02, regression: 0.005))

    private func isClose(_ left: [Double], _ right: [Double]) -> Bool {
        left.count == right.count && zip(left, right).allSatisfy { abs($0 - $1) < 1e-9 }
    }

    @Test("has rates that give back the probability and the half-life they are made of")
    func rates() {
        #expect(abs(chain.rates.exploitation - 0.0035120171886) < 1e-12)
        #expect(abs(chain.rates.remediation - 0.0231049060187) < 1e-12)
    }

    @Test(
        "ends open, exploited or patched by a day",
        arguments: [
            (7.0, 0.830009226, 0.022429734, 0.147561039), (14, 0.688915315, 0.041046621, 0.270038064),
            (30, 0.45, 0.072570726, 0.477429274), (60, 0.2025, 0.105227553, 0.692272447),
            (90, 0.091125, 0.119923126, 0.788951874),
        ])
    func fates(days: Double, open: Double, exploited: Double, patched: Double) {
        #expect(
            isClose(
                [
                    chain.stillVulnerable(after: days), chain.exploitedFirst(within: days),
                    chain.patchedFirst(within: days),
                ], [open, exploited, patched]))
    }

    @Test("has an end, a mean and a balance")
    func longRun() {
        #expect(abs(chain.exploitedFirstUltimately - 0.131946775) < 1e-9)
        #expect(abs(chain.meanDaysVulnerable - 37.570082471) < 1e-8)
        #expect(isClose(chain.stationary ?? [], [0.505593711, 0.237439968, 0.004169466, 0.252796855]))
        #expect(abs(chain.exploitedOccupancy(at: 7) - 0.011817496) < 1e-9)
        #expect(abs(chain.transition(after: 7)[1][2] - 0.011833925) < 1e-9)
    }

    @Test("moves between all its states as the matrix exponential says")
    func transition() {
        let matrix = chain.transition(after: 30)
        #expect(isClose(matrix[0], [0.754376942, 0.178960113, 0.002803735, 0.063859211]))
        #expect(isClose(matrix[1], [0.127718421, 0.488929903, 0.009580139, 0.373771537]))
        #expect(isClose(matrix[2], [0.325519591, 0.103756034, 0.003986308, 0.566738068]))
        #expect(isClose(matrix[3], [0.365917418, 0.120392133, 0.001821965, 0.511868484]))
        #expect(isClose(chain.transition(after: 0)[2], [0, 0, 1, 0]))
        #expect(isClose(chain.transition(after: 20_000)[0], chain.stationary ?? []))
    }

    @Test("has rows that are distributions after any time, also where one rate is a million times the others")
    func longSpans() {
        var rates = chain.rates
        rates.recovery = 50_000
        let stiff = LifecycleChain(rates: rates)
        for days in [30.0, 3_650, 1e6] {
            let matrix = stiff.transition(after: days)
            #expect(matrix.allSatisfy { abs($0.reduce(0, +) - 1) < 1e-12 && $0.allSatisfy { $0 >= 0 } })
        }
        #expect(isClose(stiff.transition(after: 1e6)[1], stiff.stationary ?? []))
    }

    @Test("loses no digits where an exploited service recovers as fast as a vulnerability is left")
    func closeRates() {
        var rates = chain.rates
        let leaving = rates.exploitation + rates.remediation
        let limit = rates.exploitation * 7 * chain.stillVulnerable(after: 7)
        for gap in [0, 1e-15, 1e-12, 1e-9, -1e-9] {
            rates.recovery = leaving + gap
            #expect(abs(LifecycleChain(rates: rates).exploitedOccupancy(at: 7) / limit - 1) < 1e-8)
        }
        rates.recovery = 0
        #expect(LifecycleChain(rates: rates).stationary == nil)
    }

    @Test(
        "is exploited before it is patched the likelier, the slower the patch",
        arguments: [(3.0, 0.014973), (14, 0.066236), (30, 0.131947), (60, 0.233132), (90, 0.313191)])
    func halfLives(days: Double, expected: Double) {
        var rates = chain.rates
        rates.remediation = LifecycleRates.rate(halfLifeDays: days)
        #expect(abs(LifecycleChain(rates: rates).exploitedFirstUltimately - expected) < 1e-6)
    }

    @Test("gives a due date: the longest time within a budget of risk")
    func dueDays() {
        #expect(abs(RiskModel.rescaled(0.1, from: 30, to: 3) - 0.010480742) < 1e-9)
        #expect(SurvivalProduct.dueDays(probability: 0.1, budget: 0.011) == 3)
        #expect(SurvivalProduct.dueDays(probability: 0.1, budget: 0.048) == 14)
        #expect(SurvivalProduct.dueDays(probability: 0.1, budget: 0.19) == 60)
        #expect(SurvivalProduct.dueDays(probability: 0.1, budget: 0.1) == 30)
        #expect(SurvivalProduct.dueDays(probability: 1, budget: 0.1) == 0)
        #expect(SurvivalProduct.dueDays(probability: 0, budget: 0.1) == nil)
        for (days, risk) in [(3.0, 0.010480742), (14, 0.047979052), (60, 0.19)] {
            #expect(abs(RiskModel.rescaled(0.1, from: 30, to: days) - risk) < 1e-9)
        }
    }

    @Test("likely happened already by LEV: the survival of past scores")
    func likelyExploited() {
        let scores = [
            0, 0, 0, 0.05, 0.06, 0.06, 0.06, 0.10, 0.13, 0.16, 0.08, 0.05, 0.05, 0.04, 0.05, 0.05, 0.05, 0.05, 0.05,
            0.08,
        ]
        #expect(abs(SurvivalProduct.likelyExploited(scores: scores, days: 591) - 0.6978347581) < 1e-9)
        #expect(abs(SurvivalProduct.probability(ofAny: scores) - 0.7055169253) < 1e-9)
        let spans = scores.indices.map { Double(min(30, 591 - 30 * $0)) }
        let daily = zip(scores, spans).map { RiskModel.rescaled($0, from: 30, to: $1) }
        #expect(abs(SurvivalProduct.probability(ofAny: daily) - 0.6980576779) < 1e-9)
    }

    @Test("runs faster while it is young")
    func ages() {
        let bands: [(endsAtDay: Double?, rate: Double)] = [(7, 0.01), (30, 0.001), (nil, 0.0001)]
        let survival = SurvivalProduct.probability(by: 37, bands: bands)
        let hazard = 7 * 0.01 + 23 * 0.001 + 7 * 0.0001
        #expect(
            abs(survival - RiskModel.rescaled(0.09, from: 30, to: hazard / LifecycleRates.rate(within30Days: 0.09)))
                < 1e-12)
        #expect(SurvivalProduct.probability(by: 0, bands: bands) == 0)
    }

    @Test("has rates that counts teach, open cases included")
    func learning() {
        let prior = RatePosterior(shape: 1, exposure: 50_000)
        let toProof = prior.observing(events: 86, days: 2_582_705)
        #expect(abs(toProof.mean - 3.304586e-5) < 1e-10)
        #expect(abs(toProof.probability(within: 30) - 9.908789e-4) < 1e-9)
        let interval = toProof.interval()
        #expect(abs(interval.lowerBound - 2.6468e-5) < 1e-9 && abs(interval.upperBound - 4.0342e-5) < 1e-9)
        #expect(abs(prior.observing(events: 36, days: 2_582_705).probability(within: 30) - 4.215283e-4) < 1e-9)
        #expect(abs(prior.observing(events: 15, days: 518_077).mean - 2.816520e-5) < 1e-10)
        #expect(abs(prior.observing(events: 36, days: 2_582_705).mean - 1.405399e-5) < 1e-10)
        #expect(abs(prior.observing(events: 15, days: 518_077).probability(within: 30) - 8.445767e-4) < 1e-9)
        let exploitation = RatePosterior(shape: 0.5, exposure: 100).observing(events: 4, days: 1_200).mean
        let remediation = RatePosterior(shape: 1, exposure: 30).observing(events: 31, days: 1_200).mean
        #expect(abs(exploitation - 0.0034615385) < 1e-9 && abs(remediation - 0.0260162602) < 1e-9)
        #expect(abs(exploitation / (exploitation + remediation) - 0.1174286624) < 1e-9)
    }

    @Test("has rows that are distributions, and times that add up: 10,000 chains")
    func property() {
        var random = SeededGenerator(seed: 13)
        for _ in 0..<10_000 {
            func rate() -> Double { Double.random(in: 0.001...0.3, using: &random) }
            let chain = LifecycleChain(
                rates: LifecycleRates(
                    discovery: rate(), exploitation: rate(), remediation: rate(), recovery: rate(), renewal: rate(),
                    regression: rate()))
            let days = Double.random(in: 0.1...20, using: &random)
            let once = chain.transition(after: days)
            let twice = chain.transition(after: 2 * days)
            for row in 0..<4 {
                #expect(abs(once[row].reduce(0, +) - 1) < 1e-12)
                let chained = (0..<4).map { column in (0..<4).reduce(0.0) { $0 + once[row][$1] * once[$1][column] } }
                #expect(isClose(chained, twice[row]))
            }
            #expect(chain.exploitedFirst(within: days) <= chain.exploitedFirst(within: days + 1))
        }
    }
}
