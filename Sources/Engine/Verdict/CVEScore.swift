/// The answer for one CVE in one service.
struct CVEScore {
    let cve: String
    let verdict: Verdict
    /// An index into the policy's outcomes.
    let outcome: Int
    let probability: Double
    let dueDays: Int?
    let reasons: [Reason]

    /// Whether this is the one of two that a finding shows: the worse verdict, outcome, probability, in this order.
    func isWorse(than other: CVEScore) -> Bool {
        (verdict.rank, outcome, probability) > (other.verdict.rank, other.outcome, other.probability)
    }
}
