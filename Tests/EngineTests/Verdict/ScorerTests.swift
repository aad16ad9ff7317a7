import Testing

@testable import Engine

@Suite("The verdict of a scan")
struct ScorerTests {
    private func assess(_ enriched: EnrichedFacts) -> Assessment { Scorer.assess(enriched, policy: .standard) }

    @Test(
        "is BLOCK for a KEV entry in an openly exposed service, DEFER for one elsewhere",
        arguments: [
            (Exposure.open, Verdict.block, ReasonCode.floorKEVOpen, 3), (.controlled, .defer, .floorKEV, 14),
            (.small, .defer, .floorKEV, 14),
        ])
    func kev(exposure: Exposure, verdict: Verdict, code: ReasonCode, due: Int) {
        let context = ServiceContext(automatable: false, exposure: exposure, humanImpact: .low)
        let answer = assess(.single(epssE5: 97_000, isInKEV: true, context))
        #expect(answer.verdict == verdict)
        #expect(answer.findings[0].reasons.last?.code == code)
        #expect(answer.dueDays == due)
    }

    @Test("for a KEV entry in a service of undeclared exposure is BLOCK as for an open one [unknown-never-safer]")
    func unknownContext() {
        let answer = assess(.single(epssE5: 97_000, isInKEV: true))
        #expect(answer.verdict == .block)
        #expect(answer.findings[0].reasons.last?.code == .floorKEVUndeclared)
        let facts = answer.reasons.filter { $0.code == .unknownFact }.compactMap { $0["fact"] }
        #expect(facts == ["automatable", "exposure", "human_impact"])
    }

    @Test("says so where the risk would move the table's verdict by more than a step")
    func riskLimited() {
        let context = ServiceContext(automatable: false, exposure: .open, humanImpact: .medium, reachable: true)
        let finding = assess(.single(epssE5: 99_000, context)).findings[0]
        #expect(finding.outcome == "scheduled")
        #expect(finding.reasons.map(\.code) == [.epssRead, .table, .risk, .riskLimited])
        #expect(finding.reasons[2]["verdict"] == "BLOCK")
        #expect(finding.verdict == .defer)
    }

    @Test("names the prior where EPSS has no score, and never takes it for zero")
    func missingScore() {
        let answer = assess(.single())
        #expect(answer.findings[0].probability > 0)
        #expect(answer.findings[0].reasons[0].code == .epssPrior)
        #expect(answer.probability > assess(.single(epssE5: 0)).probability)
    }

    @Test(
        "rates findings without a CVE by kind and severity",
        arguments: [
            (FindingKind.weakness, Severity.critical, Verdict.block), (.weakness, .high, .defer),
            (.weakness, .unknown, .defer),
            (.weakness, .medium, .allow), (.misconfiguration, .critical, .block), (.misconfiguration, .low, .allow),
            (.license, .critical, .block), (.license, .none, .allow), (.secret, .critical, .block),
            (.secret, .low, .defer),
            (.secret, .none, .defer), (.secret, .unknown, .defer), (.vulnerability, .critical, .defer),
            (.vulnerability, .high, .defer), (.vulnerability, .unknown, .defer), (.vulnerability, .medium, .allow),
        ])
    func severity(kind: FindingKind, severity: Severity, verdict: Verdict) {
        let answer = assess(.checked([.rated(1, kind, severity)], []))
        #expect(answer.verdict == verdict)
        #expect(answer.findings[0].reasons.map(\.code) == [.floorSeverity])
    }

    @Test("is at least DEFER while an input was not checked or is stale", arguments: ["epss", "kev", "report"])
    func coverage(input: String) {
        for (state, code) in [(CoverageState.notChecked, ReasonCode.coverageNotChecked), (.stale, .coverageStale)] {
            let clean = EnrichedFacts.single(epssE5: 10, ServiceContext(exposure: .small))
            let coverage = clean.coverage.map { $0.input == input ? Coverage(input: input, state: state) : $0 }
            let answer = assess(
                EnrichedFacts(facts: clean.facts, cves: clean.cves, context: clean.context, coverage: coverage))
            #expect(assess(clean).verdict == .allow)
            #expect(answer.verdict == .defer)
            #expect(answer.reasons.first == Reason(code, ["input": input, "verdict": "DEFER"]))
            #expect(answer.changeSet.isEmpty, "no finding's removal makes a missing input good")
        }
    }

    @Test(
        "is at least DEFER where the policy or the context could not be loaded [fail-closed]",
        arguments: ["context", "policy"])
    func missingRules(input: String) {
        let clean = EnrichedFacts.checked([], [])
        let answer = assess(
            EnrichedFacts(
                facts: clean.facts, cves: [], context: .unknown,
                coverage: clean.coverage + [Coverage(input: input, state: .notChecked)]))
        #expect(assess(clean).verdict == .allow)
        #expect(answer.verdict == .defer)
    }

    @Test("counts an input that nobody mentions as not checked")
    func missingCoverage() {
        let facts = EnrichedFacts.single(epssE5: 10)
        let answer = assess(EnrichedFacts(facts: facts.facts, cves: facts.cves, context: .unknown, coverage: []))
        #expect(answer.verdict == .defer)
        #expect(answer.reasons.filter { $0.code == .coverageNotChecked }.count == 3)
    }

    @Test("is DEFER where the enrichment lacks a CVE that a finding names")
    func gap() {
        let answer = assess(.checked([.vulnerability(1, ["CVE-2024-9999"])], []))
        #expect(answer.verdict == .defer)
        #expect(answer.reasons.filter { $0.code == .coverageNotChecked }.compactMap { $0["input"] } == ["epss", "kev"])
    }

    @Test("of a finding with several CVEs is the worst one's, and its probability that of any")
    func severalCVEs() {
        let cves = [
            CVEFacts(cve: "CVE-2024-1001", epssE5: 2_000, isInKEV: false, isRansomware: false),
            CVEFacts(cve: "CVE-2024-1002", epssE5: 100, isInKEV: true, isRansomware: true),
            CVEFacts(cve: "CVE-2024-1003", epssE5: 5_000, isInKEV: false, isRansomware: false),
        ]
        let context = ServiceContext(exposure: .open)
        let answer = assess(.checked([.vulnerability(1, cves.map(\.cve))], cves, context)).findings[0]
        #expect(answer.verdict == .block)
        #expect(answer.reasons.map(\.code) == [.epssRead, .table, .risk, .ransomware, .floorKEVOpen, .severalCVEs])
        #expect(answer.reasons.last?.parameters == ["count": "3", "cve": "CVE-2024-1002"])
        let expected = 1 - (1 - 0.02 * 0.8) * (1 - 1403.0 / 1404.0 * 0.8) * (1 - 0.05 * 0.8)
        #expect(abs(answer.probability - expected) < 1e-11)
    }

    @Test("has the probability of any compromise, each CVE counted once: .02, .03, .05, .10 give .187237")
    func probabilityOfAny() {
        var rules = PolicyRules.standard
        // With a susceptibility of nearly 1 the probabilities are EPSS's own.
        rules.susceptibility = [0.999999999999, 0.999999999999, 0.999999999999]
        let scores = [2_000, 3_000, 5_000, 10_000].enumerated().map { index, score in
            CVEFacts(cve: "CVE-2024-100\(index)", epssE5: score, isInKEV: false, isRansomware: false)
        }
        let findings = scores.enumerated().map { FindingFacts.vulnerability($0, [$1.cve]) }
        let again = FindingFacts.vulnerability(9, [scores[3].cve])
        let answer = Scorer.assess(.checked(findings + [again], scores), policy: Policy(name: "sure", rules: rules))
        #expect(abs(answer.probability - 0.187237) < 1e-6)
    }

    @Test("ignores what the report suppresses, and says so")
    func suppressed() {
        let cve = CVEFacts(cve: "CVE-2024-1001", epssE5: 97_000, isInKEV: true, isRansomware: false)
        let answer = assess(.checked([.vulnerability(1, [cve.cve], isSuppressed: true)], [cve]))
        #expect(answer.verdict == .allow)
        #expect(answer.findings.isEmpty)
        #expect(answer.reasons.map(\.code) == [.noFindings, .suppressed])
    }

    @Test("names the findings whose removal turns it into ALLOW")
    func changeSet() {
        let findings: [FindingFacts] = [
            .rated(1, .weakness, .low), .rated(2, .weakness, .critical), .rated(3, .secret, .high),
        ]
        let answer = assess(.checked(findings, []))
        #expect(answer.changeSet == [.numbered(2), .numbered(3)])
        let rest = findings.filter { !answer.changeSet.contains($0.fingerprint) }
        #expect(assess(.checked(rest, [])).verdict == .allow)
    }

    @Test("with nothing due has no due days; else the soonest")
    func due() {
        #expect(assess(.checked([.rated(1, .weakness, .low)], [])).dueDays == nil)
        #expect(assess(.checked([.rated(1, .weakness, .low), .rated(2, .weakness, .medium)], [])).dueDays == 60)
        #expect(assess(.checked([.rated(1, .weakness, .high), .rated(2, .weakness, .medium)], [])).dueDays == 14)
    }
}
