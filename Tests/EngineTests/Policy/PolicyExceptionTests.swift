import JSON
import TestSupport
import Testing
import YAML

@testable import Engine

@Suite("A policy's rules and waivers")
struct PolicyExceptionTests {
    private static let now = Timestamp(milliseconds: 1_790_000_000_000)

    private func policy(_ yaml: String) throws -> Policy {
        try Policy(parsing: YAMLReader.value(of: "version: 1\n" + yaml), name: "test")
    }

    private func problem(_ yaml: String) throws -> PolicyProblem? {
        do {
            _ = try policy(yaml)
            return nil
        } catch let problem as PolicyProblem {
            return problem
        }
    }

    private func assess(
        _ policy: Policy, _ findings: [FindingFacts], _ cves: [CVEFacts] = [],
        context: ServiceContext = ServiceContext(automatable: false, exposure: .small, humanImpact: .low),
        now: Timestamp = now
    ) throws -> (Assessment, Enrichment) {
        let kev = cves.compactMap { cve in
            cve.isInKEV ? CVEID(cve.cve).map { KEVEntry(cve: $0, isRansomware: false) } : nil
        }
        let epss = cves.compactMap { cve in
            cve.epssE5.flatMap { score in CVEID(cve.cve).map { EPSSRow(cve: $0, scoreE5: Int32(score)) } }
        }
        let headers = FeedName.allCases.map {
            FeedHeader(name: $0, asOf: now, version: "1", rows: 1, isSample: false)
        }
        let threats = ThreatTable(epoch: 1, headers: headers, epss: epss, kev: kev)
        let enrichment = Enrichment.of(
            Facts(format: "case", state: .checked, findings: findings), threats: threats, context: context,
            policy: policy, now: now)
        return (Scorer.assess(enrichment.enriched, policy: policy), enrichment)
    }

    private let waiver = """
        waivers:
          - {name: w1, approver: ana, reason: not shipped, expires: 2026-12-31, cves: [CVE-2024-1001]}

        """
    private let scored = CVEFacts(cve: "CVE-2024-1001", epssE5: 60_000, isInKEV: false, isRansomware: false)
    private let listed = CVEFacts(cve: "CVE-2024-1001", epssE5: 60_000, isInKEV: true, isRansomware: false)

    @Test("A rule raises what it holds for, shortens its time, and gives its reason")
    func rule() throws {
        let policy = try policy(
            """
            rules:
              - {name: no secrets, when: finding.kind == "secret", verdict: BLOCK, reason: Secrets never ship.}
            """)
        let (answer, _) = try assess(policy, [.rated(1, .secret, .low), .rated(2, .weakness, .low)])
        #expect(answer.findings.map(\.verdict) == [.block, .allow])
        #expect(answer.findings[0].dueDays == 3)
        #expect(
            answer.findings[0].reasons.last.map(Sentence.text)
                == "Secrets never ship. The rule no secrets calls for BLOCK at least.")
        #expect(answer.changeSet == [.numbered(1)])
    }

    @Test("A waiver allows what it covers until it ends, is named, and bounds how long the answer holds")
    func waived() throws {
        let policy = try policy(waiver)
        let finding = FindingFacts.vulnerability(1, [scored.cve])
        let open = ServiceContext(automatable: true, exposure: .open, humanImpact: .high)
        let (without, _) = try assess(.standard, [finding], [scored], context: open)
        #expect(without.verdict > .allow)
        let (answer, enrichment) = try assess(policy, [finding], [scored], context: open)
        #expect(answer.verdict == .allow)
        #expect(answer.findings[0].reasons.last?.code == .waived)
        #expect(answer.findings[0].reasons.last?["approver"] == "ana")
        #expect(enrichment.enriched.waivers == ["w1"])
        #expect(try EnrichedFacts(canonical: enrichment.enriched.canonical) == enrichment.enriched)
        let end = try #require(Timestamp("2026-12-31"))
        let (late, expired) = try assess(policy, [finding], [scored], context: open, now: end)
        #expect(late.verdict == without.verdict)
        #expect(expired.enriched.waivers.isEmpty)
        let (_, lastWeek) = try assess(policy, [finding], [scored], context: open, now: end.adding(days: -2))
        #expect(lastWeek.validUntil == end)
    }

    @Test("A waiver covers no finding that names another CVE as well, and is not read where nothing matches")
    func coverage() throws {
        let policy = try policy(waiver)
        let other = CVEFacts(cve: "CVE-2024-1002", epssE5: 60_000, isInKEV: false, isRansomware: false)
        let open = ServiceContext(automatable: true, exposure: .open, humanImpact: .high)
        let both = FindingFacts.vulnerability(1, [scored.cve, other.cve])
        #expect(try assess(policy, [both], [scored, other], context: open).0.verdict > .allow)
        let (_, enrichment) = try assess(policy, [.vulnerability(1, [other.cve])], [other])
        #expect(enrichment.enriched.waivers.isEmpty)
    }

    @Test("A waiver does not reach below KEV or an unwaivable rule, unless the policy lets it")
    func unwaivable() throws {
        let finding = FindingFacts.vulnerability(1, [listed.cve])
        let (held, _) = try assess(try policy(waiver), [finding], [listed])
        #expect(held.verdict == .defer)
        #expect(held.findings[0].reasons.last?.code == .waiverRefused)
        let (freed, _) = try assess(try policy(waiver + "kev: {unwaivable: false}\n"), [finding], [listed])
        #expect(freed.verdict == .allow)
        let rule = #"rules: [{name: r, when: cve.epss > 0.5, verdict: DEFER, reason: Too likely., unwaivable: true}]"#
        let (ruled, _) = try assess(try policy(waiver + rule), [.vulnerability(1, [scored.cve])], [scored])
        #expect(ruled.verdict == .defer)
    }

    @Test("No waiver reaches an input that was not checked [fail-closed]")
    func inputs() throws {
        let policy = try policy(
            "waivers: [{name: all, approver: a, reason: b, expires: 2030-01-01, when: not cve.kev}]")
        let enriched = EnrichedFacts(
            facts: Facts(format: "x", state: .notChecked, findings: []), cves: [], context: .unknown,
            coverage: [Coverage(input: "report", state: .notChecked)], waivers: ["all"])
        #expect(Scorer.assess(enriched, policy: policy).verdict == .defer)
    }

    @Test(
        "that cannot be read are refused with their place",
        arguments: [
            ("rules: [{name: a, when: cve.x, reason: b}]", "rules.0.when", PolicyProblem.Code.badExpression),
            ("rules: [{name: a, when: cve.kev, reason: b, verdict: ALLOW}]", "rules.0.verdict", .inconsistent),
            ("rules: [{name: a, when: cve.kev}]", "rules.0.reason", .missing),
            ("rules: [{name: a, reason: b}]", "rules.0.when", .missing),
            (
                "rules: [{name: a, when: cve.kev, reason: b}, {name: a, when: cve.kev, reason: b}]", "rules",
                .inconsistent
            ),
            ("rules: {}", "rules", .wrongType),
            ("waivers: [{name: a, approver: b, reason: c, expires: 2027-01-01}]", "waivers.0", .missing),
            (
                "waivers: [{name: a, reason: c, expires: 2027-01-01, cves: [CVE-2024-1001]}]", "waivers.0.approver",
                .missing
            ),
            ("waivers: [{name: a, approver: b, reason: c, cves: [CVE-2024-1001]}]", "waivers.0.expires", .missing),
            ("waivers: [{name: a, approver: b, reason: c, expires: soon, cves: []}]", "waivers.0.expires", .missing),
            (
                "waivers: [{name: a, approver: b, reason: c, expires: 2027-01-01, cves: [x]}]", "waivers.0.cves",
                .wrongType
            ),
            (
                "waivers: [{name: a, approver: b, reason: c, expires: 2027-01-01, finding: x}]", "waivers.0.finding",
                .wrongType
            ),
        ])
    func refusals(yaml: String, path: String, code: PolicyProblem.Code) throws {
        let found = try problem(yaml)
        #expect(found?.path == path)
        #expect(found?.code == code)
    }

    @Test("survive the trip through canonical bytes, and leave the digest of a policy without them as it was")
    func roundTrip() throws {
        let policy = try policy(
            waiver + #"rules: [{name: r, when: cve.epss > 0.5, reason: b}]"# + "\nrisk: {may_raise: false}")
        #expect(try Policy(parsing: policy.canonical, name: "test") == policy)
        #expect(try self.policy("rules: []\nwaivers: []\nrisk: {}").digest == Policy.standard.digest)
    }

    @Test("The example cases come out as expected, and a wrong expectation is named")
    func cases() throws {
        let text = String(decoding: try ProjectFiles.bytes("examples/policies/strict-cases.yaml"), as: UTF8.self)
        let strict = try #require(Policy.builtIn(named: "strict"))
        let cases = try PolicyCase.list(YAMLReader.value(of: text))
        #expect(cases.count == 3)
        for entry in cases { #expect(entry.run(strict).mismatches == []) }
        #expect(
            cases[0].run(.standard).mismatches == [
                "the verdict is DEFER, expected is BLOCK", "due is in 14 days, expected are 3",
            ])
    }

    @Test("Never lower a verdict below what they say is unwaivable: 10,000 cases")
    func property() throws {
        let policy = try policy(
            """
            rules:
              - {name: r, when: finding.severity >= "high", verdict: DEFER, reason: b, unwaivable: true}
              - {name: s, when: finding.kind == "secret", verdict: BLOCK, reason: b}
            waivers:
              - {name: w, approver: a, reason: b, expires: 2030-01-01, when: finding.kind != "license"}
            """)
        var random = RandomFacts(seed: 9)
        for _ in 0..<10_000 {
            let plain = random.enriched()
            let waived = EnrichedFacts(
                facts: plain.facts, cves: plain.cves, context: plain.context, coverage: plain.coverage, waivers: ["w"])
            let (before, after) = (Scorer.assess(plain, policy: policy), Scorer.assess(waived, policy: policy))
            #expect(after.verdict <= before.verdict)
            #expect(Scorer.assess(plain, policy: .standard).verdict <= before.verdict)
            let severities = Dictionary(
                plain.facts.findings.map { ($0.fingerprint, $0.severity) }, uniquingKeysWith: { first, _ in first })
            for finding in after.findings where [.high, .critical].contains(severities[finding.fingerprint]) {
                #expect(finding.verdict >= .defer)
            }
        }
    }
}
