import JSON
import Testing
import YAML

@testable import Engine

@Suite("What a policy demands of a service")
struct RequirementTests {
    private let now = Timestamp("2026-11-25T00:00:00Z") ?? Timestamp(milliseconds: 0)

    private func policy(_ text: String) throws -> Policy {
        try Policy(parsing: YAMLReader.value(of: "version: 1\n" + text), name: "p")
    }

    private static let container = """
        requires:
          - name: container
            when: service.workload == "container"
            inputs: [{kind: sbom}, {kind: image-scan, max_age_days: 7}]
            verdict: BLOCK
        """

    private func enriched(
        _ policy: Policy, _ context: ServiceContext, service: String = "shop", _ inputs: [(InputKind, Int64)],
        reviewed: Int64 = 0
    ) -> Enrichment {
        let record = ContextRecord(context, from: Provenance(source: .api, at: now.adding(days: -reviewed)))
        let subject = ServiceSubject(
            tenant: "acme", service: service, record: record,
            inputs: inputs.map { PostedInput(kind: $0, at: now.adding(days: -$1)) })
        return .of(
            Facts(format: "sarif", state: .checked, findings: []), threats: .empty, subject: subject, policy: policy,
            now: now)
    }

    @Test(
        "a container needs an SBOM and an image scan of the last 7 days",
        arguments: [
            ([(InputKind.sbom, Int64(300)), (.imageScan, 6)], Verdict.allow, [ReasonCode.noFindings]),
            ([(.sbom, 0), (.imageScan, 7)], .block, [.requiredStale, .noFindings]),
            ([(.imageScan, 1)], .block, [.requiredMissing, .noFindings]),
            ([], .block, [.requiredMissing, .requiredMissing, .noFindings]),
        ])
    func containers(inputs: [(InputKind, Int64)], verdict: Verdict, codes: [ReasonCode]) throws {
        let policy = try policy(Self.container)
        let enrichment = enriched(policy, ServiceContext(workload: .container), inputs)
        let answer = Scorer.assess(enrichment.enriched, policy: policy)
        #expect(answer.verdict == verdict)
        #expect(answer.reasons.map(\.code) == codes)
    }

    @Test("an answer holds until the first demanded input grows stale")
    func validUntil() throws {
        let policy = try policy(Self.container)
        let enrichment = enriched(policy, ServiceContext(workload: .container), [(.sbom, 1), (.imageScan, 2)])
        #expect(enrichment.validUntil == now.adding(days: 5))
    }

    @Test("a library needs none of what a container needs")
    func otherWorkload() throws {
        let policy = try policy(Self.container)
        let answer = Scorer.assess(
            enriched(policy, ServiceContext(workload: .softwareLibrary), []).enriched, policy: policy)
        #expect(answer.verdict == .allow)
    }

    @Test("a required fact that nobody declared defers and is named")
    func requiredFacts() throws {
        let policy = try policy("context: {required: [owner, criticality]}")
        let answer = Scorer.assess(enriched(policy, ServiceContext(owner: "ana"), []).enriched, policy: policy)
        #expect(answer.verdict == .defer)
        let sentence =
            "Nobody declared of the service its criticality, which the policy demands, so the verdict is at least DEFER."
        #expect(Sentence.text(of: answer.reasons[0]) == sentence)
    }

    @Test("a context past its age is said and defers; a younger one bounds the answer's life")
    func staleContext() throws {
        let policy = try policy("context: {max_age_days: 180}")
        let old = enriched(policy, ServiceContext(owner: "ana"), [], reviewed: 180)
        let answer = Scorer.assess(old.enriched, policy: policy)
        #expect(answer.verdict == .defer)
        #expect(answer.reasons[0] == Reason(.coverageStale, ["input": "context", "verdict": "DEFER"]))
        let young = enriched(policy, ServiceContext(owner: "ana"), [], reviewed: 100)
        #expect(Scorer.assess(young.enriched, policy: policy).verdict == .allow)
        #expect(young.validUntil == now.adding(days: 80))
    }

    @Test("evidence from before the demand counts as without the input")
    func oldEvidence() throws {
        let policy = try policy(Self.container)
        let old = EnrichedFacts(
            facts: Facts(format: "sarif", state: .checked, findings: []), cves: [],
            context: ServiceContext(workload: .container), coverage: [Coverage(input: "report", state: .checked)])
        #expect(Scorer.assess(old, policy: policy).verdict == .block)
    }

    @Test(
        "is refused with its place",
        arguments: [
            ("requires: [{name: a, inputs: []}]", PolicyProblem.Code.missing, "requires.0.inputs"),
            ("requires: [{name: a, inputs: [{kind: scan}]}]", .unknownValue, "requires.0.inputs.0.kind"),
            ("requires: [{name: a, inputs: [{kind: sbom}], verdict: ALLOW}]", .inconsistent, "requires.0.verdict"),
            ("requires: [{name: a, inputs: [{kind: sbom}], when: cve.kev}]", .badExpression, "requires.0.when"),
            ("context: {required: [colour]}", .unknownValue, "context.required.0"),
            ("context: {max_age_days: 0}", .outOfRange, "context.max_age_days"),
        ])
    func refusals(text: String, code: PolicyProblem.Code, path: String) {
        let problem = #expect(throws: PolicyProblem.self) { try policy(text) }
        #expect(problem?.code == code)
        #expect(problem?.path == path)
    }

    @Test("is read back from its canonical bytes, overrides and all")
    func roundTrip() throws {
        let policy = try policy(
            Self.container + """

                context: {max_age_days: 90, required: [owner]}
                kev: {table: cisa-bod-26-04-1.0.0}
                overrides:
                  - {name: pay, services: [pay-*], tenants: [acme], set: {kev: {floor: BLOCK}}}
                """)
        #expect(try Policy(parsing: policy.canonical, name: "p") == policy)
    }
}
