/// The table's answer for what is known of a CVE and a service.
struct TableAnswer: Sendable {
    /// An index into the policy's outcomes.
    let outcome: Int
    let verdict: Verdict
    let reason: Reason
    /// Which undeclared fact of the context would settle most; nil where all are declared or none matters.
    let askFirst: Reason?

    init(isInKEV: Bool, _ context: ServiceContext, _ rules: PolicyRules) {
        let input = TableInput(isInKEV: isInKEV, context: context, rules: rules)
        let distribution = rules.table.pushForward(input.weights(for: rules.table))
        outcome = rules.table.quantile(rules.quantile, of: distribution)
        verdict = rules.outcomes[outcome].verdict
        reason = Reason(
            .table,
            [
                "outcome": rules.table.outcomes[outcome], "table": rules.table.name, "verdict": verdict.rawValue,
            ])
        askFirst = ContextQuestion.best(isInKEV: isInKEV, context, rules, Entropy.bits(distribution)).map {
            Reason(.askFirst, ["bits": ShortNumber.text(of: $0.bits), "fact": $0.fact])
        }
    }
}
