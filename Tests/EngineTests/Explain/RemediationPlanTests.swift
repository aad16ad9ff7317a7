import JSON
import Testing

@testable import Engine

@Suite("A remediation plan")
struct RemediationPlanTests {
    private func finding(
        _ number: Int, _ kind: FindingKind, ids: [String], component: String? = nil, fixedIn: [String] = []
    ) -> Finding {
        Finding(
            fingerprint: .numbered(number), ids: ids, kind: kind, severity: .high, component: component,
            title: "finding \(number)", fixedIn: fixedIn)
    }

    private func plan(_ findings: [Finding], _ verdicts: [Verdict]) -> [RemediationStep] {
        let document = Document(
            format: "sarif-2.1.0", tool: "t", state: .checked, stateReason: nil, findings: findings, components: [])
        let assessments = zip(findings, verdicts).map { finding, verdict in
            FindingAssessment(
                fingerprint: finding.fingerprint, verdict: verdict, outcome: "immediate", probability: 0,
                dueDays: verdict == .block ? 3 : 14, reasons: [])
        }
        return RemediationPlan(assessments, FindingTexts(Facts(of: document), document)).steps
    }

    @Test("merges a component's findings into one upgrade that fixes them all, worst first")
    func merging() {
        let steps = plan(
            [
                finding(1, .vulnerability, ids: ["CVE-2021-44228"], component: "log4j", fixedIn: ["2.15.0", "2.12.2"]),
                finding(2, .vulnerability, ids: ["CVE-2021-45046"], component: "log4j", fixedIn: ["2.16.0"]),
                finding(3, .vulnerability, ids: ["CVE-2024-1000"], component: "left"),
                finding(4, .secret, ids: ["aws-key"]), finding(5, .weakness, ids: ["js/xss"]),
            ], [.defer, .block, .defer, .block, .allow])
        #expect(steps.map(\.action) == [.upgrade, .rotate, .mitigate])
        #expect(steps[0].version == "2.16.0")
        #expect(steps[0].verdict == .block && steps[0].dueDays == 3)
        #expect(steps[0].text == "Upgrade log4j to 2.16.0 or later; that settles 2 findings.")
        #expect(steps[0].findings.map(\.fingerprint) == [.numbered(1), .numbered(2)])
    }

    @Test("does not look at the order of findings")
    func order() {
        let findings = (0..<8).map {
            finding($0, .vulnerability, ids: ["CVE-2024-100\($0)"], component: "c\($0 % 3)", fixedIn: ["1.\($0)"])
        }
        let verdicts = [Verdict](repeating: .defer, count: 8)
        #expect(steps(findings, verdicts) == steps(findings.reversed(), verdicts))
    }

    private func steps(_ findings: [Finding], _ verdicts: [Verdict]) -> [JSONValue] {
        plan(findings, verdicts).map { $0.json(owner: "team-shop") }
    }

    @Test(
        "compares versions number by number",
        arguments: [
            ("1.9", "1.10"), ("1.0-rc1", "1.0"), ("1.0", "1.0.1"), ("2.0-beta", "2.0-rc"), ("v1.2", "1.3"),
            ("1.2.3", "1.2.3.4"), ("9", "10"),
        ])
    func versions(lower: String, higher: String) {
        #expect(VersionOrder.isLower(lower, higher))
        #expect(!VersionOrder.isLower(higher, lower))
    }
}
