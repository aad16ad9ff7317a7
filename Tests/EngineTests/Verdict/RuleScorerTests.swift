import JSON
import Testing

@testable import Engine

/// Numbers of the project's definitions D.2 and F.5.
@Suite("The rules on facts that are given outright")
struct RuleScorerTests {
    @Test(
        "give the worked cases of the definitions",
        arguments: [
            (
                #""epss":0.002,"E":{"none":1},"exposure":{"controlled":1},"A":{"no":1},"HI":{"medium":1}"#, 0.0006,
                "scheduled", "ALLOW", "ALLOW"
            ),
            (
                #""epss":0.42,"E":{"public poc":1},"exposure":{"open":1},"A":{"yes":1},"HI":{"high":1},"local":{"reachable":true,"waf":true}"#,
                0.32, "out-of-cycle", "DEFER", "DEFER"
            ),
            (
                #""epss":0.42,"E":{"public poc":1},"exposure":{"open":1},"A":{"yes":1},"HI":{"high":1},"local":{"reachable":false}"#,
                0.12, "out-of-cycle", "DEFER", "DEFER"
            ),
            (
                #""kev":true,"exposure":{"open":1},"A":{"yes":1},"HI":{"very high":1}"#, 0.799430199, "immediate",
                "BLOCK", "BLOCK"
            ),
            (
                #""kev":true,"exposure":{"small":1},"A":{"no":1},"HI":{"low":1}"#, 0.049964387, "scheduled", "ALLOW",
                "DEFER"
            ),
            (
                #""epss":0.1,"E":{"public poc":1},"exposure":{"small":0.3333333333333333,"controlled":0.3333333333333333,"open":0.3333333333333333},"A":{"yes":1},"HI":{"low":0.25,"medium":0.25,"high":0.25,"very high":0.25}"#,
                0.038333333, "out-of-cycle", "DEFER", "DEFER"
            ),
            (
                #""class":[10.639226,2997.360774],"E":{"none":1},"exposure":{"open":1},"A":{"yes":1},"HI":{"high":1}"#,
                0.000278764, "scheduled", "ALLOW", "ALLOW"
            ),
            (
                #""epss":0.002,"stale":true,"E":{"none":1},"exposure":{"controlled":1},"A":{"no":1},"HI":{"medium":1}"#,
                0.0006, "scheduled", "ALLOW", "DEFER"
            ),
            (
                #""epss":0.05,"E":{"none":0.6,"public poc":0.3,"active":0.1},"exposure":{"open":1},"A":{"yes":1},"HI":{"high":1}"#,
                0.04, "out-of-cycle", "DEFER", "DEFER"
            ),
        ])
    func workedCases(input: String, probability: Double, outcome: String, risk: String, verdict: String) throws {
        let answer = try OracleCase.evaluate(JSONValue(parsing: Array("{\(input)}".utf8)))
        #expect(abs(try #require(answer["p"]?.double) - probability) < 1e-9)
        #expect(answer["ssvc_q"]?.string == outcome)
        #expect(answer["risk_verdict"]?.string == risk)
        #expect(answer["verdict"]?.string == verdict)
    }

    /// CVEs with CISA's assessment on 2024-10-24, by exploitation, then automatable and technical impact.
    private static let strata = [
        [21_699, 8_770, 3_691, 2_009], [3_659, 1_908, 1_046, 1_030], [23, 97, 24, 70],
    ]

    /// The share of the strata's CVEs with each outcome, in percent; `rest` are the weights of the points that CVEs do not decide.
    private func workload(_ table: DecisionTable, _ rest: (_ point: String) -> [Double]) -> [String: Double] {
        var shares: [String: Double] = [:]
        let total = Double(Self.strata.joined().reduce(0, +))
        for (exploitation, row) in Self.strata.enumerated() {
            for (index, count) in row.enumerated() {
                let known: [String: [Double]] = [
                    "automatable": index >= 2 ? [0, 1] : [1, 0],
                    "exploitation": (0..<3).map { $0 == exploitation ? 1 : 0 },
                    "in_kev": exploitation == 2 ? [0, 1] : [1, 0],
                    "technical_impact": index % 2 == 1 ? [0, 1] : [1, 0],
                ]
                let outcomes = table.pushForward(table.points.map { known[$0.name] ?? rest($0.name) })
                for (name, weight) in zip(table.outcomes, outcomes) {
                    shares[name, default: 0] += 100 * weight * Double(count) / total
                }
            }
        }
        return shares
    }

    @Test(
        "of CISA's coordinator cause the measured workload",
        arguments: [
            (0, ["track": 99.79, "attend": 0.21]),
            (1, ["track": 92.89, "track*": 6.67, "attend": 0.275, "act": 0.159]),
            (2, ["track": 49.29, "track*": 28.23, "attend": 22.05, "act": 0.434]),
        ])
    func coordinator(mission: Int, expected: [String: Double]) {
        let shares = workload(.cisaCoordinator) { _ in (0..<3).map { $0 == mission ? 1 : 0 } }
        for (outcome, share) in expected { #expect(abs((shares[outcome] ?? 0) - share) < 0.006, "\(outcome)") }
    }

    @Test(
        "of BOD 26-04 cause the measured workload",
        arguments: [
            (
                false,
                [
                    "fix on system upgrade": 81.85, "60 days": 17.66, "14 days": 0.33,
                    "3 days & forensic investigation": 0.16,
                ]
            ),
            (true, ["60 days": 57.60, "14 days": 35.07, "3 days": 6.96, "3 days & forensic investigation": 0.38]),
        ])
    func directive(isExposed: Bool, expected: [String: Double]) {
        let shares = workload(.bod2604) { _ in isExposed ? [0, 1] : [1, 0] }
        for (outcome, share) in expected { #expect(abs((shares[outcome] ?? 0) - share) < 0.006, "\(outcome)") }
    }

    @Test(
        "of SSVC's deployer cause the measured workload",
        arguments: [
            (2, 2, ["scheduled": 94.80, "out-of-cycle": 4.99, "immediate": 0.214]),
            (2, 3, ["scheduled": 69.21, "out-of-cycle": 30.31, "immediate": 0.486]),
            (1, 1, ["scheduled": 99.79, "out-of-cycle": 0.21]), (0, 0, ["defer": 94.80, "scheduled": 5.20]),
        ])
    func deployer(exposure: Int, impact: Int, expected: [String: Double]) {
        let shares = workload(.deployer) { point in
            point == "exposure" ? (0..<3).map { $0 == exposure ? 1 : 0 } : (0..<4).map { $0 == impact ? 1 : 0 }
        }
        for (outcome, share) in expected { #expect(abs((shares[outcome] ?? 0) - share) < 0.006, "\(outcome)") }
    }
}
