/// Which names mean the same vulnerability: CVE, GHSA, PYSEC, RUSTSEC, GO, OSV…
///
/// A record that names one CVE at most says that all of its names are one thing; one with several CVEs (a distribution's
/// bulletin) says nothing. Names that lead to two CVEs in the end are not merged: then each keeps the one CVE that is
/// stated right beside it, if it is one.
public struct AliasSets: Sendable {
    private let canonicalNames: [String: String]

    public init(of findings: [Finding], advisories: [Advisory] = []) {
        var links = AliasLinks()
        for finding in findings { links.add(finding.ids) }
        for advisory in advisories where !advisory.isWithdrawn { links.add([advisory.id] + advisory.aliases) }
        canonicalNames = links.canonicalNames()
    }

    /// The canonical names of the vulnerabilities among `ids`: the CVE where one is known, sorted and unique.
    public func canonical(_ ids: [String]) -> [String] {
        ids.filter(Self.isName).map { canonicalNames[$0] ?? $0 }.sortedAndUnique()
    }

    /// Whether `id` is of a scheme in which one id stands for one vulnerability.
    static func isName(_ id: String) -> Bool {
        guard let dash = id.firstIndex(of: "-") else { return false }
        return schemes.contains(id[..<dash])
    }

    private static let schemes: Set<Substring> = [
        "CVE", "EUVD", "GHSA", "GMS", "GO", "GSD", "HSEC", "MAL", "OSV", "PYSEC", "RUSTSEC", "SNYK",
    ]
}

/// Names as a graph while it is read.
private struct AliasLinks {
    /// Each name's parent in a forest of sets; a root is its own.
    private var parents: [String: String] = [:]
    /// The CVEs that stand beside a name in one record.
    private var statedCVEs: [String: Set<String>] = [:]

    mutating func add(_ ids: [String]) {
        let names = ids.filter(AliasSets.isName)
        let cves = Set(names.filter(IdentifierScan.isCVE))
        guard names.count > 1, cves.count <= 1 else { return }
        for name in names {
            statedCVEs[name, default: []].formUnion(cves)
            unite(names[0], name)
        }
    }

    consuming func canonicalNames() -> [String: String] {
        var sets: [String: [String]] = [:]
        for name in Array(parents.keys) { sets[root(of: name), default: []].append(name) }
        var canonical: [String: String] = [:]
        for names in sets.values {
            let cves = names.filter(IdentifierScan.isCVE)
            for name in names {
                let stated = statedCVEs[name] ?? []
                canonical[name] = cves.count < 2 ? cves.first ?? names.min() : stated.count == 1 ? stated.first : name
            }
        }
        return canonical
    }

    private mutating func unite(_ left: String, _ right: String) {
        let (first, second) = (root(of: left), root(of: right))
        parents[max(first, second)] = min(first, second)
    }

    /// Shortens the way for the next one who asks.
    private mutating func root(of name: String) -> String {
        var root = name
        while let parent = parents[root], parent != root { root = parent }
        var at = name
        while let parent = parents[at], parent != root {
            parents[at] = root
            at = parent
        }
        parents[name] = root
        return root
    }
}
