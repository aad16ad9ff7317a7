import Testing
import YAML

@testable import Engine

@Suite("What a policy makes of VEX claims")
struct VEXVerdictTests {
    private static let trust = "vex: [{author: Ana}, {author: Bo, lowest: DEFER}]\n"

    private static func claim(
        _ author: String = "Ana", _ status: VEXStatus = .notAffected, _ cves: [String] = [], day: Int64 = 0,
        justification: String? = "component_not_present"
    ) -> VEXClaim {
        VEXClaim(
            author: author, status: status, justification: status == .notAffected ? justification : nil, cves: cves,
            time: Timestamp(milliseconds: 1_760_000_000_000).adding(days: day))
    }

    private func assess(
        _ claims: [VEXClaim], _ yaml: String = trust, cves: [String] = [], isInKEV: Bool = false
    ) throws -> FindingAssessment {
        let policy = try Policy(
            parsing: YAMLReader.value(of: "version: 1\nseverity: {vulnerability: {critical: immediate}}\n" + yaml),
            name: "test")
        let finding = FindingFacts(
            fingerprint: .numbered(1), kind: .vulnerability, severity: .critical, scoreTenths: nil, cves: cves,
            isSuppressed: false, claims: claims)
        let enriched = EnrichedFacts(
            facts: Facts(format: "case", state: .checked, findings: [finding]),
            cves: cves.map { CVEFacts(cve: $0, epssE5: 90_000, isInKEV: isInKEV, isRansomware: false) },
            context: ServiceContext(automatable: true, exposure: .open, humanImpact: .veryHigh),
            coverage: ["epss", "kev", "report"].map { Coverage(input: $0, state: .checked) }, waivers: [], override: nil
        )
        return try #require(Scorer.assess(enriched, policy: policy).findings.first)
    }

    @Test("A trusted author's excuse lowers the verdict as far as the policy lets him, and is named")
    func applied() throws {
        let allowed = try assess([Self.claim()])
        #expect(allowed.verdict == .allow && allowed.dueDays == nil)
        #expect(
            allowed.reasons.last.map(Sentence.text)
                == "Ana says that the product is not affected (VEX: component_not_present), which makes it ALLOW.")
        let deferred = try assess([Self.claim("Bo", .fixed)])
        #expect(deferred.verdict == .defer && deferred.reasons.last?.code == .vexApplied)
        #expect(deferred.reasons.last.map(Sentence.text) == "Bo says that it is fixed (VEX), which makes it DEFER.")
    }

    private static let refusals: [([VEXClaim], [String], String)] = [
        ([claim("Eve")], [], "untrusted"), ([claim("")], [], "untrusted"),
        ([claim(justification: nil)], [], "unjustified"),
        ([claim("Ana", .fixed), claim("Bo", .affected, day: 1)], [], "contradicted"),
        ([claim("Ana", .fixed), claim("Bo", .underInvestigation)], [], "contradicted"),
        ([claim("Ana", .fixed, ["CVE-2024-0001"])], ["CVE-2024-0001", "CVE-2024-0002"], "incomplete"),
    ]

    @Test("A claim that does not count lowers nothing and is told, with the cause", arguments: refusals)
    func refused(claims: [VEXClaim], cves: [String], cause: String) throws {
        let answer = try assess(claims, cves: cves)
        #expect(answer.verdict == .block && answer.dueDays == 3)
        #expect(answer.reasons.last?.code == .vexNotApplied && answer.reasons.last?["cause"] == cause)
        #expect(answer.reasons.last.map(Sentence.text)?.hasSuffix(", so it stays BLOCK.") == true)
    }

    @Test("Without a word in the policy nobody is trusted; who excuses nothing is not heard")
    func silent() throws {
        #expect(try assess([Self.claim()], "").reasons.last?["cause"] == "untrusted")
        let silent = try assess([Self.claim("Ana", .affected), Self.claim("Eve", .underInvestigation)])
        #expect(silent.verdict == .block && !silent.reasons.contains { $0.code == .vexNotApplied })
    }

    @Test("A later excuse overrules an earlier statement; all CVEs excused is enough")
    func overruled() throws {
        #expect(try assess([Self.claim("Ana", .fixed, day: 1), Self.claim("Bo", .affected)]).verdict == .allow)
        let names = ["CVE-2024-0001", "CVE-2024-0002"]
        let answer = try assess(
            [Self.claim("Ana", .fixed, [names[0]]), Self.claim("Bo", .fixed, [names[1]])], cves: names)
        #expect(answer.verdict == .defer)
    }

    @Test("KEV's floor and unwaivable rules hold against VEX")
    func floors() throws {
        let names = ["CVE-2024-0001"]
        let listed = try assess([Self.claim("Ana", .fixed, names)], cves: names, isInKEV: true)
        #expect(listed.verdict == .block && listed.reasons.last?["cause"] == "floor")
        let waivable = try assess(
            [Self.claim("Ana", .fixed, names)], Self.trust + "kev: {unwaivable: false}", cves: names, isInKEV: true)
        #expect(waivable.verdict == .allow)
        let ruled = try assess(
            [Self.claim()],
            Self.trust
                + "rules: [{name: r, when: finding.kind == \"vulnerability\", verdict: DEFER, reason: x, unwaivable: true}]"
        )
        #expect(ruled.verdict == .defer)
    }

    @Test("Claims stand in the facts' bytes and are read back; a policy keeps whom it trusts")
    func canonical() throws {
        let finding = FindingFacts(
            fingerprint: .numbered(1), kind: .vulnerability, severity: .high, scoreTenths: nil, cves: [],
            isSuppressed: false, claims: [Self.claim(), Self.claim("Bo", .fixed)])
        let facts = Facts(format: "case", state: .checked, findings: [finding])
        #expect(try Facts(canonical: facts.canonical) == facts)
        let policy = try Policy(parsing: YAMLReader.value(of: "version: 1\n" + Self.trust), name: "test")
        #expect(try PolicyRules(parsing: policy.rules.json).vex == policy.rules.vex && policy.rules.vex.count == 2)
    }

    @Test(
        "A policy's list of authors is read strictly",
        arguments: [
            "vex: [{author: Ana, lowest: BLOCK}]", "vex: [{lowest: ALLOW}]", "vex: [{author: A}, {author: A}]",
            "vex: [{author: A, key: k}]",
        ])
    func strict(yaml: String) {
        #expect(throws: PolicyProblem.self) {
            try Policy(parsing: YAMLReader.value(of: "version: 1\n" + yaml), name: "t")
        }
    }
}
