internal import JSON

/// What `affects[].versions` says about the versions of a component.
struct CycloneDXAffectedVersions {
    /// Versions and ranges that are named as unaffected, sorted.
    let unaffected: [String]
    private let affected: [String]

    init(_ versions: JSONNode?) {
        var unaffected: [String] = []
        var affected: [String] = []
        for entry in versions.map({ Array($0.elements) }) ?? [] {
            guard let version = entry.text("version") ?? entry.text("range") else { continue }
            if entry["status"]?.stringEquals("unaffected") ?? false {
                unaffected.append(version)
            } else {
                affected.append(version)
            }
        }
        self.unaffected = unaffected.sortedAndUnique()
        self.affected = affected
    }

    /// Whether exactly this version is named as unaffected, and not as affected too. Ranges excuse nothing.
    func excuse(_ version: String?) -> Bool {
        guard let version else { return false }
        return unaffected.contains(version) && !affected.contains(version)
    }
}
