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

    /// The instant its age counts from. KEV is published only when it changes, so that for it a successful import is
    /// fresh.
    public var freshSince: Timestamp {
        switch name {
        case .epss: asOf
        case .kev: importedAt ?? asOf
        }
    }
}
