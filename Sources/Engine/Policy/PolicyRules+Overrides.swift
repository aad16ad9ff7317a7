internal import JSON

/// Overrides: reading, and which one applies.
extension PolicyRules {
    private static let overrideLimit = 100
    private static let lists = ["requires", "rules", "vex", "waivers"]

    mutating func readOverrides(_ root: PolicyObject) throws(PolicyProblem) {
        overrides = []
        for entry in try root.list(
            "overrides", limit: Self.overrideLimit, allowing: ["name", "services", "set", "tenants", "when"])
        {
            guard let changes = entry["set"], changes.object?.isEmpty == false else {
                throw entry.problem(.missing, "set", "what differs is expected here, such as kev: {floor: BLOCK}")
            }
            let override = PolicyOverride(
                name: try entry.text("name", limit: 100), services: try entry.names("services"),
                tenants: try entry.names("tenants"), condition: try entry.serviceExpression("when"),
                changes: changes, rules: try changed(by: changes, at: entry.path(of: "set")))
            guard !override.services.isEmpty || !override.tenants.isEmpty || override.condition != nil else {
                throw PolicyProblem(
                    .missing, path: entry.path, "an override says whom it is for: services, tenants or when")
            }
            overrides.append(override)
        }
        guard Set(overrides.map(\.name)).count == overrides.count else {
            throw root.problem(.inconsistent, "overrides", "a name stands twice")
        }
    }

    /// The rules with `changes` on top. Objects are merged, lists of rules, waivers and requirements are added; another
    /// table brings its own outcomes and severities.
    private func changed(by changes: JSONValue, at path: String) throws(PolicyProblem) -> PolicyRules {
        guard changes["overrides"] == nil else {
            throw PolicyProblem(.unknownKey, path: "\(path).overrides", "an override has no overrides of its own")
        }
        var base = json.object ?? [:]
        if changes["table"] != nil, changes["table"]?.string != table.name {
            base["outcomes"] = nil
            base["severity"] = nil
        }
        do throws(PolicyProblem) {
            return try PolicyRules(parsing: Self.merged(.object(base), changes))
        } catch {
            throw PolicyProblem(error.code, path: "\(path).\(error.path)", error.message)
        }
    }

    private static func merged(_ base: JSONValue, _ changes: JSONValue, name: String = "") -> JSONValue {
        if let members = base.object, let changed = changes.object {
            return .object(
                members.merging(changed.map { ($0.key, $0.value) }) { old, new in new }
                    .merging(
                        changed.compactMap { key, value in members[key].map { (key, merged($0, value, name: key)) } }
                    ) { $1 })
        }
        if lists.contains(name), let old = base.array, let new = changes.array { return .array(old + new) }
        return changes
    }
}

extension Policy {
    /// The name of the override that applies to `subject`; nil where none does.
    func override(for subject: ServiceSubject) -> String? { rules.overrides.first { $0.fits(subject) }?.name }

    /// The policy as the override of that name makes it; unchanged where there is none.
    func overridden(by name: String?) -> Policy { name.flatMap { variants[$0] } ?? self }
}
