import JSON
import Testing
import YAML

@testable import Engine

@Suite("A policy")
struct PolicyTests {
    private func problem(_ yaml: String) throws -> PolicyProblem? {
        let value = try YAMLReader.value(of: yaml)
        do {
            _ = try Policy(parsing: value, name: "test")
            return nil
        } catch {
            return error
        }
    }

    @Test("default holds the constants of the reference evaluation")
    func standard() {
        let rules = PolicyRules.standard
        #expect(rules.quantile == 0.8)
        #expect(rules.losses == Losses(exploited: [10, 30, 100, 300], blockInVain: 10, deferral: 3))
        #expect(rules.susceptibility == [0.05, 0.3, 0.8])
        #expect(rules.outcomes.map(\.verdict) == [.allow, .allow, .defer, .block])
        #expect(rules.outcomes.map(\.dueDays) == [nil, 60, 14, 3])
        #expect(rules.priors.exploitation.weights == [0.82, 0.175, 0.005])
        #expect(rules.priors.automatable[.yes] == 0.17)
        #expect(rules.feedAgeDays == [.epss: 7, .kev: 7])
    }

    @Test("that says only its version is the default one")
    func empty() throws {
        let policy = try Policy(parsing: ["version": 1], name: "mine")
        #expect(policy.digest == Policy.standard.digest)
        #expect(policy.name == "mine")
    }

    @Test("is read back from its canonical bytes")
    func roundTrip() throws {
        let policy = try Policy(
            parsing: YAMLReader.value(of: "version: 1\nquantile: 0.95\noutcomes:\n  scheduled: {due_days: null}\n"),
            name: "strict")
        let read = try Policy(parsing: policy.canonical, name: "strict")
        #expect(read == policy)
        #expect(read.rules.outcomes[1].dueDays == nil)
        #expect(policy.digest != Policy.standard.digest)
    }

    @Test("can be written as YAML, words like no and yes included")
    func yaml() throws {
        let text = """
            version: 1
            losses: {exploited: {very high: 500}}
            priors:
              automatable: {no: 0.5, yes: 0.5}
              exploitation: {none: 0.5, public poc: 0.4, active: 0.1}
            severity:
              secret: {critical: out-of-cycle}
            """
        let policy = try Policy(parsing: YAMLReader.value(of: text), name: "mine")
        #expect(policy.rules.losses.exploited == [10, 30, 100, 500])
        #expect(policy.rules.priors.automatable[.yes] == 0.5)
        #expect(policy.rules.priors.exploitation[.publicPoC] == 0.4)
        #expect(policy.rules.outcome(of: .secret, .critical) == 2)
    }

    @Test(
        "is refused with the path of what is wrong",
        arguments: [
            ("", PolicyProblem.Code.wrongType, ""),
            ("quantile: 0.8", .missing, "version"),
            ("version: 2", .unsupportedVersion, "version"),
            ("{version: 1, quantil: 0.8}", .unknownKey, "quantil"),
            ("{version: 1, quantile: 1.5}", .outOfRange, "quantile"),
            ("{version: 1, quantile: high}", .wrongType, "quantile"),
            ("{version: 1, table: ssvc}", .unknownValue, "table"),
            ("{version: 1, losses: {exploited: {lw: 3}}}", .unknownKey, "losses.exploited.lw"),
            ("{version: 1, losses: {exploited: {low: 50}}}", .inconsistent, "losses.exploited"),
            ("{version: 1, outcomes: {scheduled: {verdict: MAYBE}}}", .unknownValue, "outcomes.scheduled.verdict"),
            ("{version: 1, outcomes: {scheduled: {verdict: BLOCK}}}", .inconsistent, "outcomes"),
            ("{version: 1, outcomes: {immediate: {due_days: 90}}}", .inconsistent, "outcomes"),
            ("{version: 1, priors: {exploitation: {none: 0.5}}}", .inconsistent, "priors.exploitation"),
            ("{version: 1, coverage: {stale: ALLOW}}", .inconsistent, "coverage.stale"),
            ("{version: 1, kev: {floor_open: ALLOW}}", .inconsistent, "kev.floor_open"),
            ("{version: 1, severity: {weakness: {critical: defer}}}", .inconsistent, "severity.weakness"),
            ("{version: 1, severity: {weakness: {unknown: defer}}}", .inconsistent, "severity.weakness"),
            ("{version: 1, severity: {weakness: {high: bad}}}", .unknownValue, "severity.weakness.high"),
            ("{version: 1, feed_age_days: {epss: 0}}", .outOfRange, "feed_age_days.epss"),
            ("{version: 1, susceptibility: {open: 1}}", .outOfRange, "susceptibility.open"),
        ])
    func refusals(yaml: String, code: PolicyProblem.Code, path: String) throws {
        let problem = try #require(try problem(yaml))
        #expect(problem.code == code)
        #expect(problem.path == path)
        #expect(!problem.message.isEmpty)
    }

    @Test("changes what it says it changes")
    func effect() throws {
        let lenient = try Policy(
            parsing: YAMLReader.value(of: "{version: 1, severity: {secret: {none: scheduled, low: scheduled}}}"),
            name: "lenient")
        let facts = EnrichedFacts.checked([.rated(1, .secret, .low)], [])
        #expect(Scorer.assess(facts, policy: .standard).verdict == .defer)
        #expect(Scorer.assess(facts, policy: lenient).verdict == .allow)
    }
}
