internal import JSON

/// What a policy says of time: when a fix is due, and when a verdict may change.
extension PolicyRules {
    mutating func readTime(_ root: PolicyObject) throws(PolicyProblem) {
        let due = try root.object("due", allowing: ["risk_budget"])
        dueRiskBudget = due["risk_budget"] == nil ? nil : try due.number("risk_budget", 0, in: 0.000001...0.999999)
        guard let value = root["stability"], !value.isNull else {
            stability = nil
            return
        }
        let object = try root.object("stability", allowing: ["leave_after", "leave_share"])
        let usual = StabilityRules.usual
        stability = StabilityRules(
            leaveShare: try object.number("leave_share", usual.leaveShare, in: 0.01...1),
            leaveAfter: try object.integer("leave_after", usual.leaveAfter, in: 1...90))
    }

    var timeMembers: [String: JSONValue] {
        var members: [String: JSONValue] = [:]
        members["due"] = dueRiskBudget.map { ["risk_budget": .number($0)] }
        members["stability"] = stability.map {
            ["leave_after": .integer(Int64($0.leaveAfter)), "leave_share": .number($0.leaveShare)]
        }
        return members
    }
}
