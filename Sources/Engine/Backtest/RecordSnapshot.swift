/// All CVE records of one day: a table with the columns `cve`, `ssvc_ts`, `E`, `A`, `TI`, `cvss`, and `state` where it
/// has rejected records too.
public struct RecordSnapshot: Sendable {
    static let columns = ["cve", "ssvc_ts", "E", "A", "TI", "cvss"]

    public struct Row: Hashable, Sendable {
        public let cve: CVEID
        /// Dated by itself.
        public let assessed: Dated<Assessed>?
        /// The base score; it has the snapshot's date, because a record does not say since when it has it.
        public let cvss: Double?
    }

    public let date: Timestamp
    public let rows: [Row]
    /// CVEs whose records were withdrawn.
    public let rejected: [CVEID]
    /// Rows with an assessment whose values are not SSVC's, or which is undated.
    public let unreadable: Int

    init(parsing text: ArraySlice<UInt8>, date: Timestamp?) throws(FeedProblem) {
        guard let date else {
            throw FeedProblem(
                .noDate,
                "a table of CVE records does not say of which day it is: put the date into its file's name, "
                    + "as in records-2024-10-24.csv")
        }
        var table = NamedRows(text)
        var rows: [Row] = []
        var rejected: [CVEID] = []
        var unreadable = 0
        while let row = try table.next() {
            guard let cve = CVEID(row["cve"]) else {
                throw FeedProblem(.malformedRow, "row \(table.number) names no CVE")
            }
            guard row["state"] != "REJECTED" else {
                rejected.append(cve)
                continue
            }
            let assessed = Timestamp(row["ssvc_ts"]).flatMap { since in
                row.assessed.map { Dated(since: since, value: $0) }
            }
            if assessed == nil, !row["E"].isEmpty { unreadable += 1 }
            rows.append(Row(cve: cve, assessed: assessed, cvss: Double(row["cvss"])))
        }
        guard !rows.isEmpty else { throw FeedProblem(.empty, "the table of CVE records has no row") }
        self.date = date
        self.rows = rows
        self.rejected = rejected
        self.unreadable = unreadable
    }
}
