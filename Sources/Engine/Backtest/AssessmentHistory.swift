/// Changes of CISA's assessments (SSVC in Vulnrichment), each with the instant at which it was published.
///
/// A table with the columns `commit_ts`, `cve`, `E`, `A`, `TI`: one row a change, as the repository's commits show them.
public struct AssessmentHistory: Sendable {
    static let columns = ["commit_ts", "cve", "E", "A", "TI"]

    public struct Entry: Hashable, Sendable {
        public let cve: CVEID
        public let assessed: Dated<Assessed>
    }

    public let entries: [Entry]
    /// Rows whose values are not SSVC's.
    public let unreadable: Int
    /// Of the last change.
    public let date: Timestamp

    init(parsing text: ArraySlice<UInt8>) throws(FeedProblem) {
        var rows = NamedRows(text)
        var entries: [Entry] = []
        var unreadable = 0
        while let row = try rows.next() {
            guard let cve = CVEID(row["cve"]), let since = Timestamp(row["commit_ts"]) else {
                throw FeedProblem(.malformedRow, "row \(rows.number) names no CVE, or no time in \"commit_ts\"")
            }
            if let assessed = row.assessed {
                entries.append(Entry(cve: cve, assessed: Dated(since: since, value: assessed)))
            } else {
                unreadable += 1
            }
        }
        guard let date = entries.map(\.assessed.since).max() else {
            throw FeedProblem(.empty, "the table of assessments has no readable row")
        }
        self.entries = entries
        self.unreadable = unreadable
        self.date = date
    }
}
