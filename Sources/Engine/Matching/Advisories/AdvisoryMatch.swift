/// What the advisories say of one component.
struct AdvisoryMatch {
    /// Those that its version is in, one group for each set of names of one vulnerability.
    let hits: [[AdvisoryIndex.Entry]]
    /// Why not all was looked at; nil where it was.
    let gap: AdvisoryEcosystem.Gap?

    init(_ component: Component, _ index: AdvisoryIndex) {
        switch component.advisoryPackage {
        case .failure(let gap): self.init(hits: [], gap: gap)
        case .success(let package):
            guard let scheme = package.scheme, let entries = index.entries(for: package) else {
                self.init(hits: [], gap: package.scheme == nil ? .unsupported : .noAdvisories)
                return
            }
            self.init(entries, version: component.matchedVersion, scheme)
        }
    }

    private init(hits: [[AdvisoryIndex.Entry]], gap: AdvisoryEcosystem.Gap?) {
        self.hits = hits
        self.gap = gap
    }

    private init(_ entries: [AdvisoryIndex.Entry], version: String?, _ scheme: VersionScheme) {
        guard let version else {
            self.init(hits: [], gap: entries.isEmpty ? nil : .noVersion)
            return
        }
        var hits: [AdvisoryIndex.Entry] = []
        var gap: AdvisoryEcosystem.Gap?
        for entry in entries {
            switch entry.affected.contains(version, scheme) {
            case true?: hits.append(entry)
            case false?: break
            case nil: gap = .unreadableVersion
            }
        }
        self.init(hits: Self.grouped(hits), gap: gap)
    }

    /// Advisories that share a name are about one vulnerability.
    private static func grouped(_ hits: [AdvisoryIndex.Entry]) -> [[AdvisoryIndex.Entry]] {
        var groups: [[AdvisoryIndex.Entry]?] = []
        var groupOfName: [String: Int] = [:]
        for hit in hits.sorted(by: { $0.advisory.id < $1.advisory.id }) {
            let names = [hit.advisory.id] + hit.advisory.aliases
            let known = Set(names.compactMap { groupOfName[$0] }).sorted()
            guard let target = known.first else {
                for name in names { groupOfName[name] = groups.count }
                groups.append([hit])
                continue
            }
            for other in known.dropFirst() {
                let moved = groups[other] ?? []
                groups[other] = nil
                groups[target] = (groups[target] ?? []) + moved
                for entry in moved {
                    for name in [entry.advisory.id] + entry.advisory.aliases { groupOfName[name] = target }
                }
            }
            groups[target] = (groups[target] ?? []) + [hit]
            for name in names { groupOfName[name] = target }
        }
        return groups.compactMap { $0 }
    }
}

extension AffectedPackage {
    /// Whether `version` is affected: listed, or in any range. Nil where no range says so and one cannot be judged.
    func contains(_ version: String, _ scheme: VersionScheme) -> Bool? {
        if versions.contains(version) { return true }
        var isUnknown = false
        for range in ranges where range.kind != .git {
            switch range.contains(version, scheme) {
            case true?: return true
            case false?: break
            case nil: isUnknown = true
            }
        }
        // Commits alone cannot be compared with a version that is not listed.
        let hasCommitsAlone = versions.isEmpty && !ranges.isEmpty && ranges.allSatisfy { $0.kind == .git }
        return isUnknown || hasCommitsAlone ? nil : false
    }
}
