internal import JSON

/// What people read of findings, looked up by fingerprint.
struct FindingTexts {
    private let facts: [Fingerprint: FindingFacts]
    private let findings: [Fingerprint: Finding]

    init(_ facts: Facts, _ document: Document?) {
        self.facts = Dictionary(facts.findings.map { ($0.fingerprint, $0) }) { first, _ in first }
        findings = Dictionary((document?.findings ?? []).map { ($0.fingerprint, $0) }) { first, _ in first }
    }

    /// Nil where no document tells of it.
    func finding(_ fingerprint: Fingerprint) -> Finding? { findings[fingerprint] }

    /// `component`, `fixed_in`, `ids`, `kind`, `location`, `severity`, `title`, as far as they are known.
    func members(of fingerprint: Fingerprint) -> [String: JSONValue] {
        guard let finding = findings[fingerprint] else { return facts[fingerprint].map(members) ?? [:] }
        return [
            "component": finding.component.map(JSONValue.string) ?? .null,
            "fixed_in": .array(finding.fixedIn.map(JSONValue.string)),
            "ids": .array(finding.ids.map(JSONValue.string)),
            "kind": .string(finding.kind.rawValue),
            "location": finding.location.map(location) ?? .null,
            "severity": .string(finding.severity.rawValue),
            "title": .string(finding.title),
        ]
    }

    private func members(_ facts: FindingFacts) -> [String: JSONValue] {
        [
            "component": .null, "ids": .array(facts.cves.map(JSONValue.string)), "kind": .string(facts.kind.rawValue),
            "location": .null, "severity": .string(facts.severity.rawValue),
        ]
    }

    private func location(_ location: Location) -> JSONValue {
        ["line": location.line.map { .integer(Int64($0)) } ?? .null, "uri": .string(location.uri)]
    }
}
