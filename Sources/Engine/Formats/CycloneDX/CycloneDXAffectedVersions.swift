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

    /// Whether this version is named as unaffected, by itself or in a range, and not as affected too. A range of a scheme
    /// that we do not know excuses nothing and may well hold an affected version.
    func excuse(_ version: String?) -> Bool {
        guard let version else { return false }
        return unaffected.contains { Self.holds($0, version) == true }
            && affected.allSatisfy { Self.holds($0, version) == false }
    }

    /// Nil where it cannot be told.
    private static func holds(_ entry: String, _ version: String) -> Bool? {
        guard entry.hasPrefix("vers:") else { return entry == version }
        return VersionRange(parsing: entry)?.contains(version)
    }
}
