public import JSON

extension FindingCluster {
    /// As the API and the command line tell it; `detail` adds what is known of a witness beyond its finding.
    public func json(_ detail: (FindingWitness) -> [String: JSONValue] = { _ in [:] }) -> JSONValue {
        var members: [String: JSONValue] = [
            "disputed": .bool(isDisputed), "fixed_in": .array(fixedIn.map(JSONValue.string)),
            "ids": .array(ids.map(JSONValue.string)), "kind": .string(kind.rawValue),
            "severity": .string(severity.rawValue), "sources": .array(sources.map(JSONValue.string)),
            "title": .string(title), "weaknesses": .array(weaknesses.map { .integer(Int64($0)) }),
            "witnesses": .array(
                witnesses.map { witness in .object(witness.members.merging(detail(witness)) { _, new in new }) }),
        ]
        members["component"] = component.map(JSONValue.string)
        members["location"] = location?.json
        return .object(members)
    }
}

extension FindingWitness {
    fileprivate var members: [String: JSONValue] {
        var members: [String: JSONValue] = [
            "fingerprint": .string("\(finding.fingerprint)"), "ids": .array(finding.ids.map(JSONValue.string)),
            "severity": .string(finding.severity.rawValue), "source": .string(source),
        ]
        members["component"] = finding.component.map(JSONValue.string)
        members["location"] = finding.location?.json
        members["suppression"] = finding.suppression.map(JSONValue.string)
        return members
    }
}

extension Location {
    fileprivate var json: JSONValue {
        line.map { ["line": .integer(Int64($0)), "uri": .string(uri)] } ?? ["uri": .string(uri)]
    }
}
