extension InfrastructureRule {
    /// Every rule, by identifier.
    public static let all = (kubernetes + terraform + dockerfile).sorted { $0.id < $1.id }

    private static let byType: [String: [InfrastructureRule]] = {
        var rules: [String: [InfrastructureRule]] = [:]
        for rule in all { for type in rule.types { rules[type, default: []].append(rule) } }
        return rules
    }()

    private static let byName: [String: [InfrastructureRule]] = {
        var rules: [String: [InfrastructureRule]] = [:]
        for rule in all { for name in Set([rule.id] + rule.aliases) { rules[name, default: []].append(rule) } }
        return rules
    }()

    /// The rules with an identifier or alias.
    public static func named(_ name: String) -> [InfrastructureRule] { byName[name] ?? [] }

    /// The rules that look at a type of resource.
    static func on(_ type: String) -> [InfrastructureRule] { byType[type] ?? [] }

    /// A rule of the built-in set. Its conditions are constants, and a test reads every one: it cannot fail in a build
    /// that passed.
    static func rule(
        _ id: String, _ title: String, _ severity: Severity, on types: [String], each: String? = nil,
        when scope: String? = nil, require: String, fix: String, aliases: [String] = [],
        kind: FindingKind = .misconfiguration
    ) -> InfrastructureRule {
        try! InfrastructureRule(
            id, title, severity, on: types, each: each, when: scope, require: require, fix: fix, aliases: aliases,
            kind: kind)
    }
}
