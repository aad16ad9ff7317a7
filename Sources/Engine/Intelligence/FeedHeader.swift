/// What a feed says of itself.
public struct FeedHeader: Hashable, Sendable {
    public let name: FeedName
    /// When its data was made: EPSS's `score_date`, KEV's `dateReleased`.
    public let asOf: Timestamp
    /// EPSS's `model_version`, KEV's `catalogVersion`.
    public let version: String
    /// Distinct CVEs.
    public let rows: Int
    /// Made for trying things out; never silently mixed with real data.
    public let isSample: Bool
    /// The last successful import, nil where the feed was read from a file.
    public let importedAt: Timestamp?

    public init(
        name: FeedName, asOf: Timestamp, version: String, rows: Int, isSample: Bool, importedAt: Timestamp? = nil
    ) {
        self.name = name
        self.asOf = asOf
        self.version = version
        self.rows = rows
        self.isSample = isSample
        self.importedAt = importedAt
    }

    /// How long an import vouches for a KEV catalogue: CISA's longest silence from 2022 to August 2026 was 18 days.
    static let kevSilenceDays: Int64 = 21

    /// The instant its age counts from.
    ///
    /// KEV is published only when it changes, so for it a successful import is news of that day; but not for ever: a
    /// file whose `dateReleased` lies further back than the catalogue was ever silent is old, whenever it is imported.
    public var freshSince: Timestamp {
        switch name {
        case .epss: asOf
        case .kev: importedAt.map { min($0, asOf.adding(days: Self.kevSilenceDays)) } ?? asOf
        }
    }
}
