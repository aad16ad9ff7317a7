/// The table's answer for one distribution over its points.
struct TableAnswer: Sendable {
    /// An index into the policy's outcomes.
    let outcome: Int
    let verdict: Verdict
    let reason: Reason

    init(_ weights: [[Double]], _ rules: PolicyRules) {
        outcome = rules.table.quantile(rules.quantile, of: rules.table.pushForward(weights))
        verdict = rules.outcomes[outcome].verdict
        reason = Reason(
            .table,
            [
                "outcome": rules.table.outcomes[outcome], "table": rules.table.name, "verdict": verdict.rawValue,
            ])
    }
}
