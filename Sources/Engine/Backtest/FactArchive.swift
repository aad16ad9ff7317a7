public import Hashing

/// Dated feed snapshots of any number, joined by CVE, which can be asked what was known at an instant.
public struct FactArchive: Sendable {
    /// A file that was read.
    public struct Source: Hashable, Sendable {
        public let name: String
        public let digest: Digest
        public let kind: DatedFeed.Kind
        public let date: Timestamp
        public let rows: Int
    }

    /// Days for which an EPSS snapshot stands, as in the pack `default`.
    public static let scoreDays: Int64 = 7

    public private(set) var sources: [Source] = []
    private(set) var histories: [CVEID: CVEHistory] = [:]
    /// The date of the newest KEV catalogue: what happened later is not known.
    public private(set) var outcomesUntil: Timestamp?
    /// Ascending.
    private var scoreDates: [Timestamp] = []

    public init() {}

    /// The date of the newest snapshot that is no KEV catalogue.
    public var newestFacts: Timestamp? { sources.filter { $0.kind != .kev }.map(\.date).max() }

    public mutating func add(_ feed: DatedFeed, name: String, digest: Digest) {
        sources.append(Source(name: name, digest: digest, kind: feed.kind, date: feed.date, rows: feed.rows))
        switch feed {
        case .assessments(let changes):
            for change in changes.entries { histories[change.cve, default: CVEHistory()].addChange(change.assessed) }
        case .epss(let scores): add(scores)
        case .kev(let listing): add(listing)
        case .records(let snapshot): add(snapshot)
        }
    }

    private mutating func add(_ scores: EPSSScores) {
        let date = scores.header.asOf
        guard !scoreDates.contains(date) else { return }
        scoreDates.append(date)
        scoreDates.sort()
        histories.reserveCapacity(scores.rows.count)
        for row in scores.rows {
            histories[row.cve, default: CVEHistory()].addScore(Dated(since: date, value: row.scoreE5))
        }
    }

    /// Of several catalogues the newest counts.
    private mutating func add(_ listing: KEVListing) {
        if let outcomesUntil, outcomesUntil >= listing.date { return }
        for cve in histories.keys where histories[cve]?.listedOn != nil { histories[cve]?.listedOn = nil }
        for (cve, date) in listing.dates { histories[cve, default: CVEHistory()].listedOn = date }
        outcomesUntil = listing.date
    }

    private mutating func add(_ snapshot: RecordSnapshot) {
        for cve in snapshot.rejected {
            let known = histories[cve]?.rejectedOn ?? snapshot.date
            histories[cve, default: CVEHistory()].rejectedOn = min(known, snapshot.date)
        }
        for row in snapshot.rows {
            if let assessed = row.assessed { histories[row.cve, default: CVEHistory()].addSnapshot(assessed) }
            guard let cvss = row.cvss else { continue }
            histories[row.cve, default: CVEHistory()].addCVSS(Dated(since: snapshot.date, value: cvss))
        }
    }
}

extension FactArchive {
    /// The newest EPSS snapshot at `instant`; nil where there is none or it is too old to stand.
    func scoreDate(asOf instant: Timestamp) -> Timestamp? {
        guard let date = scoreDates.last(where: { $0 <= instant }), instant < date.adding(days: Self.scoreDays)
        else { return nil }
        return date
    }

    /// The as-of join over all feeds.
    func facts(of history: CVEHistory, asOf instant: Timestamp) -> KnownFacts {
        var facts = KnownFacts(
            assessed: history.assessments.value(asOf: instant), cvss: history.cvss.value(asOf: instant),
            isListed: history.isListed(by: instant))
        if let date = scoreDate(asOf: instant), let score = history.scores.entries.last(where: { $0.since == date }) {
            facts.epss = Double(score.value) / 100_000
        }
        return facts
    }

    /// The instants up to `end` at which an assessment or a score became known or changed, ascending.
    func changes(of history: CVEHistory, until end: Timestamp) -> [Timestamp] {
        var instants = Self.changes(in: history.assessments) + Self.changes(in: history.scores)
        instants.removeAll { $0 > end }
        return Set(instants).sorted()
    }

    private static func changes<Value>(in series: DatedSeries<Value>) -> [Timestamp] {
        var last: Value?
        return series.entries.compactMap { entry in
            defer { last = entry.value }
            return entry.value == last ? nil : entry.since
        }
    }
}
