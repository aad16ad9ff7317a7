import JSON
import Testing
import YAML

@testable import Engine

@Suite("The model that a policy names")
struct ModelRulesTests {
    private func policy(_ yaml: String) throws -> Policy {
        try Policy(parsing: YAMLReader.value(of: "version: 1\n" + yaml), name: "test")
    }

    private func finding(_ context: ServiceContext, _ policy: Policy, epssE5: Int? = nil) -> FindingAssessment {
        Scorer.assess(.single(epssE5: epssE5, context), policy: policy).findings[0]
    }

    @Test("stands in every verdict by name and digest, and is the reference where none is named")
    func named() throws {
        let answer = Scorer.assess(.single(), policy: .standard)
        #expect(answer.model == Policy.standard.model)
        #expect(answer.model?.name == "reference")
        let other = try policy("model: {name: ours, missing_epss: stratum}\n")
        #expect(Scorer.assess(.single(), policy: other).model?.name == "ours")
        #expect(other.model.digest != answer.model?.digest)
    }

    @Test("is the same for policies that differ in their table and losses only")
    func sameNumbers() throws {
        let other = try policy("table: cisa-bod-26-04-1.0.0\nlosses: {defer: 2}\n")
        #expect(other.model == Policy.standard.model)
        #expect(try policy("likelihood_ratios: {waf: {present: 0.3}}\n").model != Policy.standard.model)
    }

    @Test("is read back from the policy's canonical bytes, and leaves those of a policy without one as they were")
    func roundTrip() throws {
        let text = """
            model:
              name: network-2
              missing_epss: network
              network: {leak: 0.001, exposure: {small: 0, controlled: 0.02, open: 0.2}}
              counts: \(String(repeating: "ab", count: 32))
            due: {risk_budget: 0.01}
            stability: {leave_after: 5}
            """
        let read = try policy(text)
        #expect(try Policy(parsing: read.canonical, name: "test") == read)
        #expect(read.rules.model.network.exposure == [0, 0.02, 0.2])
        #expect(read.rules.stability == StabilityRules(leaveShare: 0.8, leaveAfter: 5))
        let standard = String(decoding: Policy.standard.canonical, as: UTF8.self)
        #expect(!standard.contains("\"model\"") && !standard.contains("stability") && !standard.contains("\"due\""))
    }

    @Test(
        "is refused where no evidence could move it, or a worse fact would lower it [evidence-must-move-posterior]",
        arguments: [
            ("model: {network: {automatable: {no: 0.02, yes: 0.02}}}", "model.network"),
            ("model: {network: {exposure: {small: 0.3}}}", "model.network.exposure"),
            ("model: {network: {leak: 1}}", "model.network"), ("model: {missing_epss: guess}", "model.missing_epss"),
            ("model: {nam: x}", "model.nam"), ("model: {counts: abc}", "model.counts"),
            ("due: {risk_budget: 0}", "due.risk_budget"), ("stability: {leave_after: 0}", "stability.leave_after"),
        ])
    func refusals(yaml: String, path: String) throws {
        let problem = #expect(throws: PolicyProblem.self) { try policy(yaml) }
        #expect(problem?.path == path)
    }

    @Test("by stratum gives a CVE without a score the rate of its kind: automatable ones are exploited more often")
    func stratum() throws {
        let policy = try policy("model: {missing_epss: stratum}\n")
        let context = ServiceContext(automatable: true, exposure: .open, humanImpact: .high)
        let worse = finding(context, policy)
        let better = finding(ServiceContext(automatable: false, exposure: .open, humanImpact: .high), policy)
        #expect(worse.probability > better.probability)
        #expect(worse.reasons[0].code == .epssStratum)
        let weights = policy.rules.priors.technicalImpact.weights
        let rates = TechnicalImpact.allCases.map { impact in
            zip(Exploitation.allCases, policy.rules.priors.exploitation.weights).reduce(0) {
                $0 + $1.1 * StratumPrior.probability($1.0, isAutomatable: true, impact)
            }
        }
        let rate = zip(weights, rates).reduce(0) { $0 + $1.0 * $1.1 }
        #expect(abs(worse.probability - RiskModel.rescaled(rate, from: 305, to: 30) * 0.8) < 1e-12)
    }

    @Test("by network gives the same as exact inference, local facts as odds on top")
    func network() throws {
        let policy = try policy(
            "model: {missing_epss: network}\npriors: {exposure: {small: .5, controlled: .3, open: .2}}")
        let rules = policy.rules
        let exact = try rules.model.network.network(rules.priors)
        func expected(_ evidence: [String: BayesianNetwork.Evidence]) throws -> Double {
            try exact.posterior(of: "compromise", given: evidence)[1]
        }
        #expect(abs(finding(.unknown, policy).probability - (try expected([:]))) < 1e-12)
        #expect(abs(finding(.unknown, policy).probability - 0.026084041) < 1e-9)
        let known = ServiceContext(automatable: true, exposure: .open)
        let seen = try expected(["automatable": .value(1), "exposure": .value(2)])
        #expect(abs(finding(known, policy).probability - seen) < 1e-12)
        #expect(finding(known, policy).reasons[0].code == .epssNetwork)
        let shielded = ServiceContext(automatable: true, exposure: .open, waf: true)
        let odds = seen / (1 - seen) * 0.4
        #expect(abs(finding(shielded, policy).probability - odds / (1 + odds)) < 1e-12)
    }

    @Test("does not touch a CVE that EPSS or KEV speaks of", arguments: ["class", "network", "stratum"])
    func scored(name: String) throws {
        let policy = try policy("model: {missing_epss: \(name)}\n")
        for epss in [0, 4_200, 97_000] {
            #expect(
                finding(.unknown, policy, epssE5: epss).probability
                    == finding(.unknown, .standard, epssE5: epss).probability)
        }
    }

    @Test("makes a fix due within the budget of risk, and never later than the table")
    func dueBudget() throws {
        let context = ServiceContext(automatable: false, exposure: .open, humanImpact: .medium)
        let policy = try policy("due: {risk_budget: 0.01}\n")
        let due = finding(context, policy, epssE5: 2_000)
        // p = .02 × .8 within 30 days: 1 - (1 - .016)^(T/30) ≤ .01 up to day 18.
        #expect(due.dueDays == 18)
        #expect(due.reasons.last == Reason(.dueBudget, ["budget": "0.01", "days": "18"]))
        let mild = finding(context, policy, epssE5: 100)
        #expect(mild.dueDays == 60)
        #expect(!mild.reasons.map(\.code).contains(.dueBudget))
    }

    @Test(
        "keeps a verdict monotone and between its best and worst case: 10,000 cases", arguments: [21, 22] as [UInt64])
    func properties(seed: UInt64) throws {
        let policies = try ["class", "network", "stratum"].map {
            try policy("model: {missing_epss: \($0)}\ndue: {risk_budget: 0.02}\n")
        }
        var random = RandomFacts(seed: seed)
        for number in 0..<5_000 {
            let policy = policies[number % 3]
            let (context, cve) = (random.context(), random.cve(1))
            func assess(_ context: ServiceContext, _ epssE5: Int?) -> Assessment {
                Scorer.assess(.single(epssE5: epssE5, isInKEV: cve.isInKEV, context), policy: policy)
            }
            let before = assess(context, cve.epssE5)
            for worse in random.worsened(context) {
                let after = assess(worse, cve.epssE5)
                #expect(after.verdict >= before.verdict && after.probability >= before.probability)
                #expect(after.dueDays ?? .max <= before.dueDays ?? .max)
            }
            let answers = [false, true].map { automatable -> Double in
                var complete = context
                complete.automatable = context.automatable ?? automatable
                return assess(complete, cve.epssE5).probability
            }
            #expect(answers[0] <= before.probability + 1e-12 && before.probability <= answers[1] + 1e-12)
        }
    }
}
