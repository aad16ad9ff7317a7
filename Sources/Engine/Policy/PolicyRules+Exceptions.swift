internal import JSON

/// Rules over findings, and waivers: reading and writing.
extension PolicyRules {
    private static let ruleLimit = 200
    private static let waiverLimit = 2_000
    private static let textLimit = 500

    mutating func readFindingRules(_ root: PolicyObject) throws(PolicyProblem) {
        findingRules = []
        for entry in try root.list(
            "rules", limit: Self.ruleLimit, allowing: ["name", "reason", "unwaivable", "verdict", "when"])
        {
            let verdict: Verdict = try entry.word("verdict", .block)
            guard verdict > .allow else {
                throw entry.problem(.inconsistent, "verdict", "a rule can only raise a verdict: DEFER or BLOCK")
            }
            guard let condition = try entry.expression("when") else {
                throw entry.problem(.missing, "when", "the rule's condition is missing")
            }
            findingRules.append(
                FindingRule(
                    name: try entry.text("name", limit: 100), condition: condition, verdict: verdict,
                    reason: try entry.text("reason", limit: Self.textLimit),
                    isUnwaivable: try entry.flag("unwaivable") ?? false))
        }
        try Self.checkUnique(findingRules.map(\.name), root, "rules")
    }

    mutating func readWaivers(_ root: PolicyObject) throws(PolicyProblem) {
        waivers = []
        for entry in try root.list(
            "waivers", limit: Self.waiverLimit,
            allowing: ["approver", "cves", "expires", "finding", "name", "reason", "when"])
        {
            let waiver = Waiver(
                name: try entry.text("name", limit: 100), approver: try entry.text("approver", limit: 200),
                reason: try entry.text("reason", limit: Self.textLimit), expires: try entry.timestamp("expires"),
                cves: try entry.cves("cves"), finding: try entry.fingerprint("finding"),
                condition: try entry.expression("when"))
            guard !waiver.cves.isEmpty || waiver.finding != nil || waiver.condition != nil else {
                throw PolicyProblem(
                    .missing, path: entry.path, "a waiver says what it covers: cves, finding or when")
            }
            waivers.append(waiver)
        }
        try Self.checkUnique(waivers.map(\.name), root, "waivers")
    }

    private static func checkUnique(
        _ names: [String], _ root: PolicyObject, _ member: String
    ) throws(PolicyProblem) {
        guard Set(names).count == names.count else {
            throw root.problem(.inconsistent, member, "a name stands twice")
        }
    }

    var exceptionMembers: [String: JSONValue] {
        var members: [String: JSONValue] = [:]
        if !findingRules.isEmpty { members["rules"] = .array(findingRules.map(\.json)) }
        if !waivers.isEmpty { members["waivers"] = .array(waivers.map(\.json)) }
        return members
    }
}

extension FindingRule {
    fileprivate var json: JSONValue {
        [
            "name": .string(name), "reason": .string(reason), "unwaivable": .bool(isUnwaivable),
            "verdict": .string(verdict.rawValue), "when": .string(when),
        ]
    }
}

extension Waiver {
    fileprivate var json: JSONValue {
        var members: [String: JSONValue] = [
            "approver": .string(approver), "expires": .string(expires.description), "name": .string(name),
            "reason": .string(reason),
        ]
        if !cves.isEmpty { members["cves"] = .array(cves.map(JSONValue.string)) }
        members["finding"] = finding.map { .string($0.description) }
        members["when"] = when.map(JSONValue.string)
        return .object(members)
    }
}
