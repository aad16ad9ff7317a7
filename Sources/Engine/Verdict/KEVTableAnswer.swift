/// What a policy's table for KEV alone says of a listed CVE in a service.
struct KEVTableAnswer {
    let verdict: Verdict
    let dueDays: Int?
    let reason: Reason

    /// Nil where the policy has no such table.
    init?(_ context: ServiceContext, _ rules: PolicyRules) {
        guard let table = rules.kev.table else { return nil }
        let rules = rules.using(table)
        let answer = TableAnswer(isInKEV: true, context, rules)
        verdict = answer.verdict
        dueDays = rules.outcomes[answer.outcome].dueDays
        reason = answer.reason
    }
}
