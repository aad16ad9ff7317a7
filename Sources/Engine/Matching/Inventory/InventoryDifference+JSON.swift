public import JSON

extension InventoryDifference {
    /// The object that `fixops sbom diff --json` prints. Members without a value are left out.
    public var json: JSONValue {
        var counts: [String: JSONValue] = ["unchanged": .integer(Int64(unchanged))]
        for kind in ComponentChange.Kind.allCases {
            counts[kind.rawValue] = .integer(Int64(changes.count { $0.kind == kind }))
        }
        return ["changes": .array(changes.map(\.json)), "counts": .object(counts)]
    }
}

extension ComponentChange {
    fileprivate var json: JSONValue {
        var members: [String: JSONValue] = [
            "change": .string(kind.rawValue), "name": .string((after ?? before)?.name ?? ""),
        ]
        members["purl"] = (after?.purl ?? before?.purl).map(JSONValue.string)
        members["from"] = before?.version.map(JSONValue.string)
        members["to"] = after?.version.map(JSONValue.string)
        members["direct"] = isDirect.map(JSONValue.bool)
        if isRebuilt { members["rebuilt"] = true }
        let lists = [
            "brings": brings, "findings_added": findingsAdded, "findings_removed": findingsRemoved,
            "licenses_added": licensesAdded, "licenses_removed": licensesRemoved,
        ]
        for (name, texts) in lists where !texts.isEmpty { members[name] = .array(texts.map(JSONValue.string)) }
        return .object(members)
    }
}
