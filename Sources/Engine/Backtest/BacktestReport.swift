/// What a backtest found; equal input gives an equal report.
public struct BacktestReport: Sendable {
    public let asOf: Timestamp
    public let until: Timestamp
    public let context: ServiceContext
    public let policies: [PolicyReference]
    public let sources: [FactArchive.Source]
    /// CVEs that could have been stopped.
    public let candidates: Int
    /// Of these, what KEV listed within the horizon.
    public let later: Int
    /// CVEs listed within the horizon of which nothing was known on the day: no rule could stop them.
    public let unseen: Int
    /// Facts that became known after the day.
    public let excluded: LaterFacts
    /// Policies, then baselines, then single facts.
    public let rows: [BacktestRow]
    /// Rules that were not tried, because what they need was known of no CVE.
    public let missing: [String]
    public let comparisons: [PairedHits]

    init(
        asOf: Timestamp, until: Timestamp, context: ServiceContext, policies: [PolicyReference],
        sources: [FactArchive.Source], candidates: BacktestCandidates, rows: [BacktestRow], missing: [String],
        comparisons: [PairedHits]
    ) {
        self.asOf = asOf
        self.until = until
        self.context = context
        self.policies = policies
        self.sources = sources.sorted { ($0.date, $0.name) < ($1.date, $1.name) }
        self.candidates = candidates.all.count
        later = candidates.later
        unseen = candidates.unseen
        excluded = candidates.excluded
        self.rows = rows
        self.missing = missing
        self.comparisons = comparisons
    }

    /// How likely a candidate was to be listed within the horizon.
    public var baseRate: Estimate? { Estimate(share: later, of: candidates) }
}
