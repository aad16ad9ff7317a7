/// A finding that goes on under another fingerprint, because a file was moved or a tool names things anew.
public struct FindingMove: Hashable, Sendable {
    public let from: Fingerprint
    public let to: Fingerprint
}

extension FindingMove {
    /// Pairs what a scan no longer reports with what it reports for the first time; fingerprints come first, and this is
    /// for what they could not match. Each finding is in one pair at most; the order of the lists changes nothing.
    ///
    /// In this order: the same vulnerability of the same package under another of its names; the same rule and words in a
    /// file of the same name, then of any name; in the same file the same weakness under another rule. Places must be
    /// within three lines, so that a flaw which was fixed in one file and made anew in another is seldom taken for moved.
    public static func between(gone: [Finding], new: [Finding]) -> [FindingMove] {
        guard !gone.isEmpty, !new.isEmpty else { return [] }
        let aliases = AliasSets(of: gone + new)
        var left = gone.sorted { $0.fingerprint < $1.fingerprint }
        var right = new.sorted { $0.fingerprint < $1.fingerprint }
        var moves: [FindingMove] = []
        for stage in Stage.allCases {
            let found = pairs(left, right) { stage.key(of: $0, aliases) }
            let from = Set(found.map(\.from))
            let to = Set(found.map(\.to))
            left.removeAll { from.contains($0.fingerprint) }
            right.removeAll { to.contains($0.fingerprint) }
            moves += found
        }
        return moves
    }

    /// Findings that share a key, the nearest first.
    private static func pairs(
        _ gone: [Finding], _ new: [Finding], by key: (Finding) -> [String]?
    ) -> [FindingMove] {
        let groups = Dictionary(grouping: new, by: { key($0) ?? [] })
        let old = Dictionary(grouping: gone, by: { key($0) ?? [] })
        var moves: [FindingMove] = []
        for (key, gone) in old where !key.isEmpty {
            guard let new = groups[key], gone.count * new.count <= limit else { continue }
            moves += nearest(gone, new)
        }
        return moves.sorted { $0.from < $1.from }
    }

    /// More pairs than this under one key are no evidence, and would take the square of their number.
    private static let limit = 4096

    private static func nearest(_ gone: [Finding], _ new: [Finding]) -> [FindingMove] {
        var pairs: [(distance: Int, from: Finding, to: Finding)] = []
        for from in gone {
            for to in new {
                guard let distance = distance(from, to), distance <= 3 else { continue }
                pairs.append((distance, from, to))
            }
        }
        pairs.sort {
            ($0.distance, $0.from.fingerprint, $0.to.fingerprint)
                < ($1.distance, $1.from.fingerprint, $1.to.fingerprint)
        }
        var taken: Set<Fingerprint> = []
        return pairs.compactMap { pair in
            guard !taken.contains(pair.from.fingerprint), !taken.contains(pair.to.fingerprint) else { return nil }
            taken.formUnion([pair.from.fingerprint, pair.to.fingerprint])
            return FindingMove(from: pair.from.fingerprint, to: pair.to.fingerprint)
        }
    }

    /// In lines; a vulnerability is in a package and has none.
    private static func distance(_ from: Finding, _ to: Finding) -> Int? {
        if from.component != nil, to.component != nil, from.kind == .vulnerability { return 0 }
        guard let line = from.location?.line, let other = to.location?.line else {
            return from.location?.line == to.location?.line ? 0 : nil
        }
        return abs(line - other)
    }
}

/// What two findings must share, the strongest first.
private enum Stage: CaseIterable {
    case vulnerability
    case sameFileName
    case anyFile
    case sameFile

    /// Nil where the finding has not what is compared.
    func key(of finding: Finding, _ aliases: AliasSets) -> [String]? {
        let package = finding.component.map { PackageName(ofComponent: $0).text } ?? ""
        let file = finding.location?.uri ?? ""
        switch self {
        case .vulnerability:
            let names = aliases.canonical(finding.ids)
            return names.isEmpty || package.isEmpty ? nil : names + [package]
        case .sameFileName:
            guard !finding.ids.isEmpty, let name = file.split(separator: "/").last else { return nil }
            return finding.ids + [finding.kind.rawValue, finding.title, package, String(name)]
        case .anyFile:
            guard !finding.ids.isEmpty, !file.isEmpty else { return nil }
            return finding.ids + [finding.kind.rawValue, finding.title, package]
        case .sameFile:
            guard !finding.weaknesses.isEmpty, !file.isEmpty else { return nil }
            return finding.weaknesses.map(String.init) + [finding.kind.rawValue, package, file]
        }
    }
}
