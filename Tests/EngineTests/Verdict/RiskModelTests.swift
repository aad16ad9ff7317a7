import Testing

@testable import Engine

@Suite("The risk of a finding")
struct RiskModelTests {
    private let model = RiskModel(rules: .standard)

    @Test(
        "is rescaled to another horizon",
        arguments: [
            (0.42, 1.0, 0.017993717), (0.42, 3, 0.053015655), (0.42, 7, 0.119357045), (0.42, 14, 0.224467986),
            (0.42, 60, 0.6636), (0.42, 90, 0.804888), (0.05, 14, 0.023652656), (0.05, 90, 0.142625),
        ])
    func horizon(p30: Double, days: Double, expected: Double) {
        #expect(abs(RiskModel.rescaled(p30, from: 30, to: days) - expected) < 1e-9)
    }

    @Test("takes KEV as almost certain, and an EPSS above that as it is")
    func world() {
        let prior = PolicyRules.standard.priors.missingScore
        #expect(abs(model.world(epss: nil, isInKEV: true, prior: prior) - 0.999287749) < 1e-9)
        #expect(abs(model.world(epss: 0.2, isInKEV: true, prior: prior) - 0.999287749) < 1e-9)
        #expect(model.world(epss: 0.99999, isInKEV: true, prior: prior) > 0.9999)
        #expect(model.world(epss: 0.42, isInKEV: false, prior: prior) == 1 - (1 - 0.42))
    }

    @Test("without an EPSS score has the prior of its class and is never zero [unknown-never-safer]")
    func missingScore() {
        let classPrior = MissingScorePrior(alpha: 10.639226, beta: 2997.360774, days: 305)
        #expect(abs(model.world(epss: nil, isInKEV: false, prior: classPrior) - 0.000348455) < 1e-9)
        let standard = PolicyRules.standard.priors.missingScore
        #expect(model.world(epss: nil, isInKEV: false, prior: standard) > 0)
    }

    @Test("follows the odds of what is known locally")
    func susceptibility() {
        let open = Distribution<Exposure>(.open)
        let exposed = LocalFacts(reachable: true, waf: true)
        #expect(abs(model.susceptibility(exposure: open, local: exposed) - 0.761904762) < 1e-9)
        let unreachable = LocalFacts(reachable: false)
        #expect(abs(model.susceptibility(exposure: open, local: unreachable) - 0.285714286) < 1e-9)
        #expect(abs(model.susceptibility(exposure: .uniform, local: LocalFacts()) - 0.383333333) < 1e-9)
    }

    @Test(
        "becomes the verdict of least expected loss",
        arguments: [
            (0.0299, 100.0, Verdict.allow), (0.03, 100, .defer), (0.05, 100, .defer), (0.7, 100, .defer),
            (0.71, 100, .block),
            (0.8, 100, .block), (0.29, 10, .allow), (0.3, 10, .defer), (0.0099, 300, .allow), (0.01, 300, .defer),
        ])
    func chow(probability: Double, loss: Double, expected: Verdict) {
        #expect(model.verdict(probability: probability, loss: loss) == expected)
    }

    @Test(
        "says what an answer that settles it is worth",
        arguments: [(0.01, 1.0), (0.05, 5), (1.0 / 11, 100.0 / 11), (0.2, 8), (0.5, 5), (0, 0), (1, 0)]
            as [(Double, Double)])
    func information(probability: Double, expected: Double) {
        #expect(abs(model.informationValue(probability: probability, loss: 100) - expected) < 1e-9)
    }

    @Test("has a band of DEFER as long as deferring costs less than 9.0909 of 100 and 10")
    func bandLimit() { #expect(abs(model.bandLimit(100) - 9.0909) < 1e-4) }

    @Test("has no DEFER where deferring costs more than it can save")
    func noBand() {
        var rules = PolicyRules.standard
        rules.losses.deferral = 9.1
        let model = RiskModel(rules: rules)
        #expect(model.verdict(probability: 0.0909, loss: 100) == .allow)
        #expect(model.verdict(probability: 0.091, loss: 100) == .block)
    }

    @Test(
        "moves the table's verdict by one step at most",
        arguments: [
            (Verdict.allow, Verdict.block, Verdict.defer), (.block, .allow, .defer), (.defer, .allow, .allow),
            (.defer, .block, .block), (.allow, .allow, .allow),
        ])
    func clamp(table: Verdict, risk: Verdict, expected: Verdict) {
        #expect(model.fused(table: table, risk: risk) == expected)
    }

    @Test("is continuous in EPSS: no step wider than its input's [continuity]")
    func continuity() {
        let scorer = CVEScorer(context: ServiceContext(exposure: .open), policy: .standard)
        var last = 0.0
        for epssE5 in 0...100_000 where epssE5 % 50 == 0 {
            let score = scorer.score(
                CVEFacts(cve: "CVE-2024-1000", epssE5: epssE5, isInKEV: false, isRansomware: false))
            #expect(score.probability >= last && score.probability - last <= 0.0005 + 1e-9)
            last = score.probability
        }
    }
}
