import JSON
import Testing
import YAML

@testable import Engine

@Suite("A policy's overrides")
struct OverrideTests {
    private let now = Timestamp(milliseconds: 0)

    private func policy(_ text: String) throws -> Policy {
        try Policy(parsing: YAMLReader.value(of: "version: 1\n" + text), name: "p")
    }

    private static let text = """
        rules:
          - {name: no secrets, when: finding.kind == "secret", verdict: DEFER, reason: Secrets never ship.}
        overrides:
          - name: payments
            services: [pay, pay-*]
            set: {rules: [{name: block secrets, when: finding.kind == "secret", verdict: BLOCK, reason: Not here.}]}
          - {name: acme, tenants: [acme], set: {coverage: {not_checked: BLOCK}}}
          - {name: critical, when: service.criticality >= "high", set: {table: cisa-bod-26-04-1.0.0}}
        """

    private func subject(_ service: String, tenant: String = "other", _ context: ServiceContext = .unknown)
        -> ServiceSubject
    {
        ServiceSubject(tenant: tenant, service: service, record: ContextRecord(context))
    }

    @Test("apply by service, tenant and context; the first that fits and no other")
    func choice() throws {
        let policy = try policy(Self.text)
        #expect(policy.override(for: subject("pay-eu", tenant: "acme")) == "payments")
        #expect(policy.override(for: subject("payroll")) == nil)
        #expect(policy.override(for: subject("blog", tenant: "acme")) == "acme")
        #expect(policy.override(for: subject("blog", ServiceContext(criticality: .critical))) == "critical")
        #expect(policy.override(for: subject("blog", ServiceContext(criticality: .low))) == nil)
        #expect(policy.override(for: subject("blog")) == nil)
    }

    @Test("add rules and never take one away; another table brings its own outcomes")
    func merging() throws {
        let policy = try policy(Self.text)
        #expect(policy.overridden(by: "payments").rules.findingRules.map(\.name) == ["no secrets", "block secrets"])
        let critical = policy.overridden(by: "critical").rules
        #expect(critical.table == .bod2604)
        #expect(critical.outcomes.count == critical.table.outcomes.count)
        #expect(critical.findingRules.map(\.name) == ["no secrets"])
    }

    @Test("are named in the enriched facts, so that the decision can be made again")
    func evidence() throws {
        let policy = try policy(Self.text)
        let finding = FindingFacts(
            fingerprint: .numbered(1), kind: .secret, severity: .low, scoreTenths: nil, cves: [], isSuppressed: false)
        let facts = Facts(format: "sarif", state: .checked, findings: [finding])
        let enriched = Enrichment.of(facts, threats: .empty, subject: subject("pay"), policy: policy, now: now).enriched
        #expect(enriched.override == "payments")
        #expect(Scorer.assess(enriched, policy: policy).verdict == .block)
        #expect(try EnrichedFacts(canonical: enriched.canonical) == enriched)
        let plain = Enrichment.of(facts, threats: .empty, subject: subject("blog"), policy: policy, now: now).enriched
        #expect(Scorer.assess(plain, policy: policy).verdict == .defer)
    }

    @Test("are found by a case of a policy's tests, with what was posted")
    func cases() throws {
        let policy = try policy(Self.text + "\nrequires: [{name: all, inputs: [{kind: sbom, max_age_days: 7}]}]")
        let text = """
            cases:
              - {name: a, of: pay, posted: {sbom: 6}, findings: [{kind: secret}], expect: {verdict: BLOCK}}
              - {name: b, of: blog, posted: {sbom: 6}, findings: [{kind: secret}], expect: {verdict: DEFER}}
              - {name: c, of: blog, posted: {sbom: 7}, expect: {verdict: DEFER, reasons: [required-stale]}}
              - {name: d, of: blog, expect: {verdict: DEFER, reasons: [required-missing]}}
              - {name: e, tenant: acme, coverage: {report: not-checked}, expect: {verdict: BLOCK}}
            """
        for result in try PolicyCase.list(YAMLReader.value(of: text)).map({ $0.run(policy) }) {
            #expect(result.mismatches == [], "\(result.name)")
        }
    }

    @Test(
        "are refused with their place",
        arguments: [
            ("{name: a, set: {kev: {floor: BLOCK}}}", PolicyProblem.Code.missing, "overrides.0"),
            ("{name: a, services: [x]}", .missing, "overrides.0.set"),
            ("{name: a, services: [x], set: {kev: {ceiling: BLOCK}}}", .unknownKey, "overrides.0.set.kev.ceiling"),
            ("{name: a, services: [x], set: {overrides: []}}", .unknownKey, "overrides.0.set.overrides"),
            ("{name: a, when: finding.kind == \"secret\", set: {quantile: 1}}", .badExpression, "overrides.0.when"),
        ])
    func refusals(entry: String, code: PolicyProblem.Code, path: String) {
        let problem = #expect(throws: PolicyProblem.self) { try policy("overrides: [\(entry)]") }
        #expect(problem?.code == code)
        #expect(problem?.path == path)
    }
}
