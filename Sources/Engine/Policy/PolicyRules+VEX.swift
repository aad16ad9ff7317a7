internal import JSON

/// Whose VEX statements count: reading and writing.
extension PolicyRules {
    private static let authorLimit = 100

    mutating func readVEX(_ root: PolicyObject) throws(PolicyProblem) {
        vex = []
        for entry in try root.list("vex", limit: Self.authorLimit, allowing: ["author", "lowest"]) {
            let lowest: Verdict = try entry.word("lowest", .allow)
            guard lowest < .block else {
                throw entry.problem(.inconsistent, "lowest", "nothing is above BLOCK to be lowered: ALLOW or DEFER")
            }
            vex.append(VEXRule(author: try entry.text("author", limit: 200), lowest: lowest))
        }
        guard Set(vex.map(\.author)).count == vex.count else {
            throw root.problem(.inconsistent, "vex", "an author stands twice")
        }
    }

    var vexMembers: [String: JSONValue] {
        guard !vex.isEmpty else { return [:] }
        let entries = vex.map { rule -> JSONValue in
            ["author": .string(rule.author), "lowest": .string(rule.lowest.rawValue)]
        }
        return ["vex": .array(entries)]
    }
}
