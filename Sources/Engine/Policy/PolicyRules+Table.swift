extension PolicyRules {
    /// The rules with another table: what its outcomes mean, and severities at the same verdicts as before.
    func using(_ table: DecisionTable) -> PolicyRules {
        guard table != self.table, let outcomes = OutcomeRule.standard(for: table) else { return self }
        var rules = self
        rules.table = table
        rules.outcomes = outcomes
        rules.severity = severity.mapValues { levels in
            levels.mapValues { Self.counterpart(of: self.outcomes, $0, in: outcomes) }
        }
        return rules
    }

    /// The mildest outcome with the same verdict; what was not the mildest ALLOW becomes the worst ALLOW.
    private static func counterpart(of old: [OutcomeRule], _ index: Int, in new: [OutcomeRule]) -> Int {
        let verdict = old[index].verdict
        if index > 0, verdict == .allow { return new.lastIndex { $0.verdict == .allow } ?? 0 }
        return new.firstIndex { $0.verdict >= verdict } ?? new.count - 1
    }
}
