extension OutcomeRule {
    /// What the outcomes of a table mean unless a policy says otherwise; nil for a table that gives no priority.
    ///
    /// Days in an outcome's name are the due date: up to 4 block, up to 32 defer.
    static func standard(for table: DecisionTable) -> [OutcomeRule]? {
        let rules = table.outcomes.compactMap(rule)
        return rules.count == table.outcomes.count ? rules : nil
    }

    private static func rule(_ outcome: String) -> OutcomeRule? {
        switch outcome {
        case "defer", "fix on system upgrade", "track": OutcomeRule(verdict: .allow, dueDays: nil)
        case "scheduled", "track*": OutcomeRule(verdict: .allow, dueDays: 60)
        case "out-of-cycle", "attend": OutcomeRule(verdict: .defer, dueDays: 14)
        case "immediate", "act": OutcomeRule(verdict: .block, dueDays: 3)
        default: days(outcome)
        }
    }

    private static func days(_ outcome: String) -> OutcomeRule? {
        let words = outcome.split(separator: " ")
        guard words.count > 1, words[1] == "days", let days = Double(words[0]) else { return nil }
        // Half a day is due on the day itself.
        return OutcomeRule(verdict: days <= 4 ? .block : days <= 32 ? .defer : .allow, dueDays: Int(days))
    }
}
