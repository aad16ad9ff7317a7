import Hashing
import JSON
import Testing

@testable import Engine

@Suite("The answer of a decision")
struct DecisionAnswerTests {
    private let enriched = EnrichedFacts.checked(
        [
            .rated(1, .weakness, .low), .vulnerability(2, ["CVE-2024-1001"]), .rated(3, .secret, .high),
            .vulnerability(4, ["CVE-2024-1001"], isSuppressed: true),
        ],
        [CVEFacts(cve: "CVE-2024-1001", epssE5: 42_000, isInKEV: true, isRansomware: false)],
        ServiceContext(automatable: true, exposure: .open, humanImpact: .high))

    private let document = Document(
        format: "sarif-2.1.0", tool: "t", state: .checked,
        findings: [
            Finding(
                fingerprint: .numbered(2), ids: ["CVE-2024-1001", "GHSA-x"], kind: .vulnerability, severity: .high,
                component: "pkg:npm/left@1.0", location: Location(uri: "package.json", line: 7),
                title: "Bad \u{1B}[31mred",
                fixedIn: ["1.1"]),
            Finding(fingerprint: .numbered(3), ids: [], kind: .secret, severity: .high, title: "A token\nin the code"),
        ], components: [])

    private func answer(
        document: Document? = nil, limit: Int? = nil, superseded: Bool = false, feeds: [FeedHeader] = []
    ) -> JSONValue {
        DecisionAnswer.json(
            for: EvidenceTests.record(enriched).decision, decisionID: ScanID(high: 3, low: 4), enriched: enriched,
            document: document, evidence: Digest(of: "evidence"), findingLimit: limit, superseded: superseded,
            feeds: feeds)
    }

    @Test("has the members of the contract")
    func members() throws {
        let object = try #require(answer(document: document).object)
        let contract = [
            "verdict", "due", "findings", "counts", "coverage", "change_set", "evidence", "policy", "feeds", "decision",
            "scan",
            "service", "source", "decided_at", "reasons",
        ]
        #expect(contract.allSatisfy { object[$0] != nil })
        #expect(object["verdict"] == "BLOCK")
        #expect(object["counts"] == ["allow": 1, "block": 1, "defer": 1, "findings": 4, "suppressed": 1])
        let finding = try #require(object["findings"]?.array?.first?.object)
        let names = [
            "fingerprint", "ids", "kind", "severity", "component", "location", "verdict", "risk", "reasons",
        ]
        #expect(names.allSatisfy { finding[$0] != nil })
        #expect(finding["location"] == ["line": 7, "uri": "package.json"])
        #expect(object["superseded"] == nil)
        #expect(answer(superseded: true)["superseded"] == true)
    }

    @Test("lists the worst findings first, and with a limit only those that are not ALLOW")
    func order() {
        let all = answer()["findings"]?.array?.compactMap { $0["verdict"]?.string }
        #expect(all == ["BLOCK", "DEFER", "ALLOW"])
        let cut = answer(limit: 1)
        #expect(cut["findings"]?.array?.count == 1)
        #expect(cut["findings_omitted"] == 2)
        #expect(answer(limit: 100)["findings"]?.array?.count == 2)
    }

    @Test("lists what is deferred by what an answer is worth, which is most at even stakes and not at the highest risk")
    func worth() {
        let cves = [1_500, 5_000, 11_000, 60_000].enumerated().map { number, epssE5 in
            CVEFacts(cve: "CVE-2024-100\(number)", epssE5: epssE5, isInKEV: false, isRansomware: false)
        }
        let facts = EnrichedFacts.checked(
            cves.enumerated().map { .vulnerability($0, [$1.cve]) } + [.rated(9, .secret, .high)], cves,
            ServiceContext(automatable: false, exposure: .open, humanImpact: .high))
        let answer = DecisionAnswer.json(
            for: EvidenceTests.record(facts).decision, decisionID: nil, enriched: facts, document: nil, evidence: nil)
        let findings = answer["findings"]?.array ?? []
        #expect(findings.map { $0["verdict"]?.string } == ["DEFER", "DEFER", "DEFER", "DEFER", "ALLOW"])
        let worths = findings.map { $0["risk"]?["information_value"]?.double }
        #expect(worths == [8.8, 5.2, 4, nil, nil])
    }

    @Test("names who answers for the service beside each thing to do, if somebody is declared")
    func owner() {
        func plan(_ context: ServiceContext) -> (owner: JSONValue?, line: String?) {
            let facts = EnrichedFacts.checked(enriched.facts.findings, enriched.cves, context)
            let answer = DecisionAnswer.json(
                for: EvidenceTests.record(facts).decision, decisionID: nil, enriched: facts, document: document,
                evidence: nil)
            let line = DecisionText.lines(of: answer).first { $0.hasPrefix("  1. ") }
            return (answer["remediation"]?.array?.first?["owner"], line)
        }
        let known = plan(ServiceContext(exposure: .open, owner: "team-shop"))
        #expect(known.owner == "team-shop" && known.line?.hasSuffix("(BLOCK, due in 3 days, for team-shop)") == true)
        let unknown = plan(ServiceContext(exposure: .open))
        #expect(unknown.owner == .null && unknown.line?.hasSuffix("(BLOCK, due in 3 days)") == true)
    }

    @Test("states no probability for a finding that no feed speaks of")
    func unknownProbability() {
        let secret = answer()["findings"]?.array?.first { $0["kind"] == "secret" }
        #expect(secret?["risk"]?["p"] == .null)
    }

    @Test("bounds the risk of the scan whatever the findings' dependence")
    func bounds() throws {
        let risk = try #require(answer()["risk"])
        let (lower, p, upper) = (risk["lower"]?.double ?? 1, risk["p"]?.double ?? 0, risk["upper"]?.double ?? 0)
        #expect(lower <= p + 1e-12 && p <= upper + 1e-12)
    }

    @Test("gives each feed's date and names samples")
    func feeds() {
        let at = Timestamp(milliseconds: 1_790_000_000_000)
        let feed = FeedHeader(name: .kev, asOf: at, version: "1", rows: 2, isSample: true)
        let answer = answer(feeds: [feed])
        #expect(answer["feeds"]?["epoch"] == 7)
        #expect(answer["feeds"]?["kev"]?["sample"] == true)
        #expect(answer["coverage"]?.array?[1]["at"]?.string == at.description)
        #expect(DecisionText.lines(of: answer).contains("SAMPLE data, not for real decisions: kev"))
    }

    @Test("reads as text: verdict, due, reasons, what is not ALLOW, counts, inputs, change set, evidence")
    func text() throws {
        let lines = DecisionText.lines(of: answer(document: document))
        #expect(lines[0] == "BLOCK  shop")
        #expect(lines[1].hasPrefix("due 20"))
        #expect(lines.contains("- One finding calls for BLOCK."))
        #expect(lines.contains("BLOCK  CVE-2024-1001 GHSA-x  pkg:npm/left@1.0  package.json:7"))
        #expect(lines.contains("    fixed in 1.1"))
        #expect(lines.contains("4 findings: 1 BLOCK, 1 DEFER, 1 ALLOW, 1 suppressed"))
        #expect(lines.contains("inputs: epss checked, kev checked, report checked"))
        #expect(
            lines.contains { $0.hasPrefix("to reach ALLOW, resolve these 2 findings, of which none can be left out: ") }
        )
        #expect(lines.last == "evidence sha256:\(Digest(of: "evidence"))")
    }

    @Test("shows no control characters of a report, and no line breaks")
    func printable() {
        let lines = DecisionText.lines(of: answer(document: document))
        #expect(lines.contains("    Bad ?[31mred"))
        #expect(lines.contains("DEFER  A token?in the code"))
        #expect(lines.allSatisfy { line in line.unicodeScalars.allSatisfy { $0.value >= 0x20 } })
    }

    @Test("says why a report was not checked, in the document's own words")
    func reportReason() {
        let facts = EnrichedFacts(
            facts: Facts(format: "empty", state: .notChecked, findings: []), cves: [], context: .unknown,
            coverage: [Coverage(input: "report", state: .notChecked)])
        let empty = Document(
            format: "empty", tool: "", state: .notChecked, stateReason: "the tool wrote nothing", findings: [],
            components: [])
        let answer = DecisionAnswer.json(
            for: EvidenceTests.record(facts).decision, decisionID: nil, enriched: facts, document: empty, evidence: nil)
        let lines = DecisionText.lines(of: answer)
        #expect(lines[0] == "DEFER  shop")
        #expect(lines.contains("report: the tool wrote nothing"))
    }

    @Test("shows people the fifty worst findings and counts the rest")
    func manyFindings() {
        let facts = EnrichedFacts.checked((0..<70).map { .rated($0, .secret, .high) }, [])
        let answer = DecisionAnswer.json(
            for: EvidenceTests.record(facts).decision, decisionID: nil, enriched: facts, document: nil, evidence: nil)
        let lines = DecisionText.lines(of: answer)
        #expect(lines.count { $0.hasPrefix("DEFER  0") } == 50)
        #expect(lines.contains("… and 20 more"))
    }

    @Test("without a document names findings by their CVEs")
    func withoutDocument() {
        let lines = DecisionText.lines(of: answer())
        #expect(lines.contains("BLOCK  CVE-2024-1001"))
        #expect(lines.contains("DEFER  \(Fingerprint.numbered(3))"))
    }
}
