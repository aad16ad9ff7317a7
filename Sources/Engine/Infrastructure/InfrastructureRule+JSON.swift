public import JSON

extension InfrastructureRule {
    /// The rule as `fixops rules --json` shows it.
    public var json: JSONValue {
        func list(_ texts: [String]) -> JSONValue { .array(texts.map { .string($0) }) }
        return [
            "aliases": list(aliases), "id": .string(id), "kind": .string(kind.rawValue),
            "references": list(references), "remediation": .string(remediation), "require": .string(require),
            "severity": .string(severity.rawValue), "title": .string(title), "types": list(types),
            "when": when.map { .string($0) } ?? .null,
        ]
    }
}
