import Testing

@testable import Engine

/// Posteriors computed by pgmpy 1.1.2.
@Suite("A Bayesian network")
struct BayesianNetworkTests {
    private func reference() throws -> BayesianNetwork {
        try BayesianNetwork([
            NetworkNode("exploitation", count: 3, .table([[0.82, 0.175, 0.005]])),
            NetworkNode("automatable", count: 2, .table([[0.83, 0.17]])),
            NetworkNode("exposure", count: 3, .table([[0.5, 0.3, 0.2]])),
            NetworkNode("mission", count: 2, .table([[0.7, 0.3]])),
            NetworkNode(
                "compromise", count: 2, parents: ["exploitation", "automatable", "exposure"],
                .noisyOr(leak: 0, weights: [[0.002, 0.03, 0.6], [0, 0.02], [0, 0.01, 0.05]])),
            NetworkNode(
                "loss", count: 3, parents: ["compromise", "mission"],
                .table([[1, 0, 0], [1, 0, 0], [0.2, 0.6, 0.2], [0.05, 0.35, 0.6]])),
        ])
    }

    private func isClose(_ left: [Double], _ right: [Double], _ tolerance: Double = 1e-9) -> Bool {
        left.count == right.count && zip(left, right).allSatisfy { abs($0 - $1) < tolerance }
    }

    @Test(
        "infers compromise and loss from what is known [evidence-must-move-posterior]",
        arguments: [
            ([:], 0.026084041, [0.977958985, 0.013694122, 0.008346893]),
            (["exploitation": 1], 0.045865126, [0.961243969, 0.024079191, 0.014676840]),
            (["exploitation": 1, "automatable": 1], 0.061757800, [0.947814659, 0.032422845, 0.019762496]),
            (
                ["exploitation": 1, "automatable": 1, "exposure": 2], 0.096930000,
                [0.918094150, 0.050888250, 0.031017600]
            ),
            (
                ["exploitation": 1, "automatable": 1, "exposure": 2, "mission": 1], 0.096930000,
                [0.907916500, 0.033925500, 0.058158000]
            ),
            (["exploitation": 2], 0.606542320, [0.487471740, 0.318434718, 0.194093542]),
            (["exploitation": 2, "mission": 1], 0.606542320, [0.423784796, 0.212289812, 0.363925392]),
            (["exposure": 2], 0.062593555, [0.947108446, 0.032861617, 0.020029938]),
        ] as [([String: Int], Double, [Double])])
    func reference(known: [String: Int], compromise: Double, loss: [Double]) throws {
        let network = try reference()
        let evidence = known.mapValues { BayesianNetwork.Evidence.value($0) }
        #expect(abs(try network.posterior(of: "compromise", given: evidence)[1] - compromise) < 1e-9)
        #expect(isClose(try network.posterior(of: "loss", given: evidence), loss))
    }

    @Test("infers causes from effects")
    func diagnosis() throws {
        let causes = try reference().posterior(of: "exploitation", given: ["compromise": .value(1)])
        #expect(isClose(causes, [0.576020119, 0.307712942, 0.116266938]))
    }

    @Test(
        "combines causes by noisy-or",
        arguments: [
            ([0, 0, 0], 0.01), ([0, 0, 1], 0.208), ([0, 1, 0], 0.109), ([0, 1, 1], 0.2872), ([1, 0, 0], 0.0595),
            ([1, 0, 1], 0.2476), ([1, 1, 0], 0.15355), ([1, 1, 1], 0.32284),
        ])
    func noisyOr(causes: [Int], expected: Double) throws {
        let network = try noisyOrNetwork()
        let evidence = zip(["poc", "auto", "exposed"], causes).map { ($0, BayesianNetwork.Evidence.value($1)) }
        let answer = try network.posterior(of: "x", given: Dictionary(uniqueKeysWithValues: evidence))
        #expect(abs(answer[1] - expected) < 1e-12)
    }

    @Test("weighs causes that are not known by their priors")
    func missingCauses() throws {
        let network = try noisyOrNetwork()
        #expect(abs(try network.posterior(of: "x")[1] - 0.0934532182) < 1e-9)
        #expect(abs(try network.posterior(of: "x", given: ["poc": .value(1)])[1] - 0.13095919) < 1e-9)
        #expect(abs(try network.posterior(of: "exposed", given: ["x": .value(1)])[1] - 0.73342843) < 1e-8)
    }

    private func noisyOrNetwork() throws -> BayesianNetwork {
        try BayesianNetwork([
            NetworkNode("poc", count: 2, .table([[0.82, 0.18]])),
            NetworkNode("auto", count: 2, .table([[0.83, 0.17]])),
            NetworkNode("exposed", count: 2, .table([[0.7, 0.3]])),
            NetworkNode(
                "x", count: 2, parents: ["poc", "auto", "exposed"],
                .noisyOr(leak: 0.01, weights: [[0, 0.05], [0, 0.1], [0, 0.2]])),
        ])
    }

    @Test("agrees with the log-odds form, uncertain facts included")
    func logOdds() throws {
        #expect(abs(LogOdds.posterior(prior: 0.1, ratios: [3, 2, 0.4]) - 4.0 / 19) < 1e-12)
        for (probability, odds) in [(0.1, -2.197224577), (0.25, -1.098612289), (0.4, -0.405465108)] {
            #expect(abs(LogOdds.logit(probability) - odds) < 1e-9)
        }
        #expect(abs(LogOdds.logit(4.0 / 19) + 1.321755840) < 1e-9)
        #expect(abs(LogOdds.logit(PolicyRules.standard.kev.probability) - 7.246368) < 1e-6, "one of 1,404 was removed")
        let network = try BayesianNetwork([
            NetworkNode("x", count: 2, .table([[0.9, 0.1]])),
            NetworkNode("exposed", count: 2, parents: ["x"], .table([[0.75, 0.25], [0.25, 0.75]])),
            NetworkNode("reachable", count: 2, parents: ["x"], .table([[0.7, 0.3], [0.4, 0.6]])),
            NetworkNode("waf", count: 2, parents: ["x"], .table([[0.5, 0.5], [0.8, 0.2]])),
        ])
        let all = try network.posterior(
            of: "x", given: ["exposed": .value(1), "reachable": .value(1), "waf": .value(1)])
        #expect(abs(all[1] - 0.210526316) < 1e-9)
        let none = try network.posterior(
            of: "x", given: ["exposed": .value(0), "reachable": .value(0), "waf": .value(1)])
        #expect(abs(none[1] - 0.008394544) < 1e-9)
        #expect(abs(try network.posterior(of: "x", given: ["waf": .value(0)])[1] - 0.150943396) < 1e-9)
        let soft = try network.posterior(of: "x", given: ["exposed": .likelihood([0.3, 0.7])])
        let ratio = LogOdds.ratio(given: 0.75, otherwise: 0.25, certainty: 0.7)
        #expect(abs(ratio - 1.5) < 1e-12)
        #expect(abs(soft[1] - 0.142857143) < 1e-9)
        #expect(abs(LogOdds.posterior(prior: 0.1, ratios: [ratio]) - soft[1]) < 1e-12)
    }

    @Test("with a worse value that lowers its effect is told apart from a monotone one")
    func monotone() throws {
        try reference().proveMonotone("loss")
        let root = NetworkNode("a", count: 3, .table([[0.5, 0.3, 0.2]]))
        let dip = NetworkNode("b", count: 2, parents: ["a"], .table([[0.9, 0.1], [0.5, 0.5], [0.6, 0.4]]))
        let problem = #expect(throws: NetworkProblem.self) { try BayesianNetwork([root, dip]).proveMonotone("b") }
        #expect(problem?.code == .notMonotone)
    }

    @Test("that no evidence could move, or that is no network, is refused [no-silent-fallback]")
    func refusals() {
        func code(_ nodes: [NetworkNode]) -> NetworkProblem.Code? {
            do {
                _ = try BayesianNetwork(nodes)
                return nil
            } catch {
                return error.code
            }
        }
        let root = NetworkNode("a", count: 2, .table([[0.5, 0.5]]))
        #expect(
            code([root, NetworkNode("b", count: 2, parents: ["a"], .table([[0.4, 0.6], [0.4, 0.6]]))]) == .deadNode)
        let idle = NetworkNode(
            "c", count: 2, parents: ["a", "b"], .noisyOr(leak: 0.1, weights: [[0, 0.4], [0.2, 0.2]]))
        #expect(code([root, NetworkNode("b", count: 2, .table([[0.5, 0.5]])), idle]) == .deadNode)
        #expect(code([NetworkNode("a", count: 2, .table([[0.5, 0.6]]))]) == .notADistribution)
        #expect(code([NetworkNode("a", count: 2, parents: ["b"], .table([[0.5, 0.5]]))]) == .unknownParent)
        #expect(code([root, root]) == .unknownParent)
        #expect(code([root, NetworkNode("b", count: 2, parents: ["a"], .table([[1, 0]]))]) == .wrongShape)
        let many = (0..<21).map { NetworkNode("n\($0)", count: 2, .table([[0.5, 0.5]])) }
        #expect(code(many) == .tooLarge)
    }

    @Test("has posteriors that are distributions and that a worse cause never lowers: 10,000 networks")
    func property() throws {
        var random = SeededGenerator(seed: 11)
        for _ in 0..<10_000 {
            func unit() -> Double { Double.random(in: 0.01...0.9, using: &random) }
            let (first, second) = (unit(), unit())
            let weights = [[0, unit()], [0, unit()]]
            let network = try BayesianNetwork([
                NetworkNode("a", count: 2, .table([[1 - first, first]])),
                NetworkNode("b", count: 2, .table([[1 - second, second]])),
                NetworkNode("x", count: 2, parents: ["a", "b"], .noisyOr(leak: unit() / 10, weights: weights)),
            ])
            let before = try network.posterior(of: "x", given: ["a": .value(0)])
            let after = try network.posterior(of: "x", given: ["a": .value(1)])
            #expect(after[1] > before[1])
            #expect(abs(before.reduce(0, +) - 1) < 1e-12)
        }
    }
}

/// Quantiles computed by scipy; counts of CVEs by CISA's assessment of 2024-10-24.
@Suite("A probability learned from counts")
struct BetaPosteriorTests {
    @Test(
        "by stratum stands in for a missing EPSS score",
        arguments: [
            (Exploitation.none, false, TechnicalImpact.partial, 0.000116, 0.000021, 0.000293),
            (.none, false, .total, 0.000578, 0.000204, 0.001143), (.none, true, .partial, 0.001203, 0.000424, 0.002379),
            (.none, true, .total, 0.003537, 0.001743, 0.005952),
            (.publicPoC, false, .partial, 0.000137, 0.000001, 0.000617),
            (.publicPoC, false, .total, 0.000908, 0.000162, 0.002285),
            (.publicPoC, true, .partial, 0.000801, 0.000069, 0.002409),
            (.publicPoC, true, .total, 0.001793, 0.000449, 0.004046),
        ])
    func strata(
        exploitation: Exploitation, isAutomatable: Bool, impact: TechnicalImpact, mean: Double, low: Double,
        high: Double
    ) {
        let posterior = StratumPrior.posterior(exploitation, isAutomatable: isAutomatable, impact)
        #expect(abs(posterior.mean - mean) < 6e-7)
        #expect(abs(posterior.interval().lowerBound - low) < 6e-7)
        #expect(abs(posterior.interval().upperBound - high) < 6e-7)
    }

    @Test("of a stratum is never lower than that of one with a milder fact [unknown-never-safer]")
    func ordered() {
        for (level, exploitation) in Exploitation.allCases.enumerated() {
            for isAutomatable in [false, true] {
                for impact in TechnicalImpact.allCases {
                    let here = StratumPrior.probability(exploitation, isAutomatable: isAutomatable, impact)
                    #expect(here >= StratumPrior.posterior(exploitation, isAutomatable: isAutomatable, impact).mean)
                    #expect(here >= StratumPrior.probability(exploitation, isAutomatable: false, impact))
                    #expect(here >= StratumPrior.probability(exploitation, isAutomatable: isAutomatable, .partial))
                    let milder = Exploitation.allCases[max(level - 1, 0)]
                    #expect(here >= StratumPrior.probability(milder, isAutomatable: isAutomatable, impact))
                }
            }
        }
    }

    @Test("of a fact among later KEV entries gives its likelihood ratios")
    func marginalRatios() {
        // Add-half counts of the 43,803 CVEs: 28 were listed later.
        func ratios(_ listed: Double, _ others: Double) -> [Double] {
            let given = BetaPosterior(alpha: 0.5, beta: 0.5).observing(hits: listed, trials: 28).mean
            let otherwise = BetaPosterior(alpha: 0.5, beta: 0.5).observing(hits: others, trials: 43_775).mean
            return [given / otherwise, (1 - given) / (1 - otherwise)]
        }
        func isNear(_ values: [Double], _ expected: [Double]) -> Bool {
            zip(values, expected).allSatisfy { abs($0 - $1) < 5e-4 }
        }
        #expect(isNear(ratios(19, 7_756), [3.795, 0.398]), "automatable")
        #expect(isNear(ratios(20, 13_690), [2.260, 0.426]), "total technical impact")
        #expect(isNear(ratios(6, 7_639), [1.284, 0.940]), "a proof of concept or more")
        #expect(isNear(ratios(13, 3_136), [6.497, 0.576]), "CVSS of 9 or more")
    }

    @Test("predicts at least one of several more cautiously than its mean does")
    func predictive() {
        let posterior = StratumPrior.posterior(.none, isAutomatable: true, .total)
        #expect(abs(posterior.alpha - 10.639226) < 1e-6 && abs(posterior.beta - 2997.360774) < 1e-6)
        #expect(abs(posterior.probabilityOfAny(in: 50) - 0.161157645) < 1e-8)
        let plugIn = SurvivalProduct.probability(ofAny: [Double](repeating: posterior.mean, count: 50))
        #expect(abs(plugIn - 0.162356202) < 1e-8)
    }

    @Test("has an interval that lies evenly about the middle where hits and misses are equal")
    func symmetric() {
        for count in [0.5, 1, 2, 11.5, 400] {
            let interval = BetaPosterior(alpha: count, beta: count).interval()
            #expect(abs(interval.lowerBound + interval.upperBound - 1) < 1e-9)
        }
        let even = BetaPosterior(alpha: 1, beta: 1).interval()
        #expect(abs(even.lowerBound - 0.025) < 1e-12 && abs(even.upperBound - 0.975) < 1e-12)
    }

    @Test("forgets old counts by a factor")
    func forgetting() {
        let held = BetaPosterior(alpha: 10.639226, beta: 2997.360774)
        #expect(abs(held.observing(hits: 3, trials: 200).mean - 0.004251629) < 1e-9)
        let faded = held.forgetting(0.98).observing(hits: 3, trials: 200)
        #expect(abs(faded.alpha - 13.426441480) < 1e-9 && abs(faded.beta - 3134.413558520) < 1e-8)
        #expect(abs(faded.mean - 0.004265287) < 1e-9)
    }

    @Test("gives the likelihood ratios of a fact")
    func ratios() {
        let exploited = BetaPosterior(alpha: 3, beta: 1).observing(hits: 16, trials: 20).mean
        let spared = BetaPosterior(alpha: 1, beta: 3).observing(hits: 150, trials: 500).mean
        #expect(abs(exploited - 0.791666667) < 1e-9 && abs(spared - 0.299603175) < 1e-9)
        #expect(abs(exploited / spared - 2.642384106) < 1e-9)
        #expect(abs((1 - exploited) / (1 - spared) - 0.297450425) < 1e-9)
    }
}
