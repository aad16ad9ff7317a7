/// One thing that is wrong, with everybody who says so.
public struct FindingCluster: Hashable, Sendable {
    /// By source, then fingerprint; never empty.
    public let witnesses: [FindingWitness]
    /// Whose words are shown: who rates it worst.
    private let speaker: Finding

    /// Nil without witnesses.
    init?(_ witnesses: [FindingWitness]) {
        self.witnesses = witnesses.sorted { $0.precedes($1) }
        let worst = self.witnesses.map(\.finding.severity.gravity).max()
        guard let speaker = self.witnesses.first(where: { $0.finding.severity.gravity == worst }) else { return nil }
        self.speaker = speaker.finding
    }

    public var kind: FindingKind { speaker.kind }

    /// The worst that a witness states; one that states none may mean `medium` or worse.
    public var severity: Severity { speaker.severity }

    public var title: String { speaker.title }

    /// The package URL where a witness knows one.
    public var component: String? {
        let all = witnesses.compactMap(\.finding.component)
        return all.first(where: PackageURL.isPackageURL) ?? all.first
    }

    public var location: Location? { speaker.location ?? witnesses.lazy.compactMap(\.finding.location).first }

    /// Every name that a witness uses, sorted and unique.
    public var ids: [String] { witnesses.flatMap(\.finding.ids).sortedAndUnique() }

    /// The sources that report it, sorted and unique.
    public var sources: [String] { witnesses.map(\.source).sortedAndUnique() }

    public var weaknesses: [Int] { witnesses.flatMap(\.finding.weaknesses).sortedAndUnique() }

    public var fixedIn: [String] { witnesses.flatMap(\.finding.fixedIn).sortedAndUnique() }

    /// Whether witnesses rate it differently.
    public var isDisputed: Bool { Set(witnesses.map(\.finding.severity)).count > 1 }
}
