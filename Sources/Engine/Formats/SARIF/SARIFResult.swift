internal import JSON

/// What a SARIF result says of itself (section 3.27).
enum SARIFResult {
    /// `kind` fail, the default. A kind that is not known counts as a failure: it must not hide one (section 3.27.9).
    static func isFailure(_ result: JSONNode) -> Bool {
        guard let kind = result["kind"], !kind.isNull else { return true }
        return !["informational", "notApplicable", "open", "pass", "review"].contains(kind.string ?? "")
    }

    /// The reason of the first accepted suppression; a status that is absent means accepted (section 3.35.3).
    static func suppression(of result: JSONNode, at pointer: @autoclosure () -> String) throws(ReportProblem) -> String?
    {
        guard let suppressions = try result.array("suppressions", pointer()) else { return nil }
        var reasons: [String] = []
        for (index, entry) in suppressions.elements.enumerated() {
            try entry.checkedObject("\(pointer())/suppressions/\(index)")
            let status = entry["status"]
            guard status == nil || status?.isNull == true || status?.stringEquals("accepted") == true else { continue }
            let kind = entry.text("kind") ?? "suppressed"
            reasons.append(entry.text("justification").map { "\(kind): \(DisplayText.line($0))" } ?? kind)
        }
        return reasons.min()
    }

    /// Adds what the tool offers as the result's identity: the hash that code scanning uses, else the fingerprint of the
    /// smallest name. One alone, so that a tool that adds a second algorithm changes nothing (sections 3.27.16 and 17).
    static func addFingerprint(of result: JSONNode, to identity: inout IdentityWriter) -> Bool {
        let partial = result["partialFingerprints"]
        if let hash = partial?["primaryLocationLineHash"], !hash.utf8.isEmpty {
            identity.field(hash.utf8)
            return true
        }
        for group in [result["fingerprints"], partial] {
            guard let (name, value) = group.flatMap(smallest) else { continue }
            identity.field(name.utf8)
            identity.field(value.utf8)
            return true
        }
        return false
    }

    private static func smallest(of group: JSONNode) -> (name: JSONNode, value: JSONNode)? {
        var best: (name: JSONNode, value: JSONNode)?
        for (name, value) in group.fields where isStable(name, value) {
            guard let held = best else {
                best = (name, value)
                continue
            }
            if name.utf8.lexicographicallyPrecedes(held.name.utf8) { best = (name, value) }
        }
        return best
    }

    /// Not a hash of the whole file, which any edit changes, nor of a column, which is no identity by itself.
    private static func isStable(_ name: JSONNode, _ value: JSONNode) -> Bool {
        // Semgrep without an account writes "requires login" as every fingerprint.
        guard !value.utf8.isEmpty, !value.stringEquals("requires login") else { return false }
        let name = (name.string ?? "").lowercased()
        return !name.contains("file") && !name.contains("column")
    }

    /// The function or resource that the result names in place of a file (section 3.33).
    static func logicalName(of result: JSONNode) -> String {
        guard let location = result["locations"]?[0]?["logicalLocations"]?[0] else { return "" }
        return location.text("fullyQualifiedName") ?? location.text("name") ?? ""
    }
}
