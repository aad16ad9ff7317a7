/// A feed of one day, or the history of one, as a backtest reads it.
public enum DatedFeed: Sendable {
    case assessments(AssessmentHistory)
    case epss(EPSSScores)
    case kev(KEVListing)
    case records(RecordSnapshot)

    /// What a feed is. The raw value is part of answers.
    public enum Kind: String, Hashable, Sendable {
        case assessments, epss, kev, records
    }

    public var kind: Kind {
        switch self {
        case .assessments: .assessments
        case .epss: .epss
        case .kev: .kev
        case .records: .records
        }
    }

    /// The latest instant that it speaks of.
    public var date: Timestamp {
        switch self {
        case .assessments(let history): history.date
        case .epss(let scores): scores.header.asOf
        case .kev(let listing): listing.date
        case .records(let snapshot): snapshot.date
        }
    }

    public var rows: Int {
        switch self {
        case .assessments(let history): history.entries.count
        case .epss(let scores): scores.rows.count
        case .kev(let listing): listing.dates.count
        case .records(let snapshot): snapshot.rows.count
        }
    }

    /// Reads an unpacked file as what it is. `date` is the day of its name, which a table of records needs because it does
    /// not state one. Nil for a file that is none of these.
    public init?(parsing bytes: [UInt8], date: Timestamp?) throws(FeedProblem) {
        let blanks: [UInt8] = [0x20, 0x09, 0x0A, 0x0D, 0xEF, 0xBB, 0xBF]
        let text = bytes.drop { blanks.contains($0) }
        if text.first == UInt8(ascii: "{") {
            self = .kev(try KEVListing(parsing: bytes))
            return
        }
        let head = String(decoding: text.prefix { $0 != UInt8(ascii: "\n") }.prefix(1_000), as: UTF8.self)
        let names = Set(head.split { $0 == "," || $0 == "\r" }.map(String.init))
        if names.isSuperset(of: AssessmentHistory.columns) {
            self = .assessments(try AssessmentHistory(parsing: text))
        } else if names.isSuperset(of: RecordSnapshot.columns) {
            self = .records(try RecordSnapshot(parsing: text, date: date))
        } else if head.hasPrefix("#model_version") || names.isSuperset(of: ["cve", "epss"]) {
            self = .epss(try EPSSScores(parsing: bytes, date: date))
        } else {
            return nil
        }
    }
}
