/// The answer for a finding that names no CVE.
struct SeverityAnswer: Sendable {
    let verdict: Verdict
    let outcome: String
    let dueDays: Int?
    let reasons: [Reason]

    init(_ kind: FindingKind, _ severity: Severity, _ rules: PolicyRules) {
        let index = rules.outcome(of: kind, severity)
        verdict = rules.outcomes[index].verdict
        outcome = rules.table.outcomes[index]
        dueDays = rules.outcomes[index].dueDays
        reasons = [
            Reason(
                .floorSeverity,
                [
                    "kind": kind.rawValue, "outcome": outcome, "severity": severity.rawValue,
                    "verdict": verdict.rawValue,
                ])
        ]
    }
}
