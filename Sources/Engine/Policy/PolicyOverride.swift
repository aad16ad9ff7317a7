internal import JSON

/// Other rules for some services: the first override of a policy that fits a service applies to it, and no other.
public struct PolicyOverride: Hashable, Sendable {
    public let name: String
    /// Names, or beginnings of names that end in `*`; empty for all.
    let services: [String]
    /// Empty for all.
    let tenants: [String]
    /// Over facts of the service; nil for all.
    let condition: Expression?
    /// What differs, as a policy writes it.
    let changes: JSONValue
    /// The policy's rules with the changes.
    let rules: PolicyRules

    func fits(_ subject: ServiceSubject) -> Bool {
        let isNamed = services.isEmpty || services.contains { Self.matches($0, subject.service) }
        let isTenant = tenants.isEmpty || tenants.contains(subject.tenant)
        return isNamed && isTenant && condition?.holds(for: FactView(subject.context)) ?? true
    }

    private static func matches(_ pattern: String, _ name: String) -> Bool {
        pattern.last == "*" ? name.hasPrefix(pattern.dropLast()) : name == pattern
    }

    var json: JSONValue {
        var members: [String: JSONValue] = ["name": .string(name), "set": changes]
        if !services.isEmpty { members["services"] = .array(services.map(JSONValue.string)) }
        if !tenants.isEmpty { members["tenants"] = .array(tenants.map(JSONValue.string)) }
        members["when"] = condition.map { .string($0.source) }
        return .object(members)
    }
}
