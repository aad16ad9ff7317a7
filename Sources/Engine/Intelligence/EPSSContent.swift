/// What an EPSS file says, in the order in which it says it.
struct EPSSContent {
    var model = ""
    var date: Timestamp?
    var isSample = false
    var rows: [EPSSRow] = []

    /// The rows by CVE, each once, with the higher of two scores.
    var sortedRows: [EPSSRow] {
        var result: [EPSSRow] = []
        result.reserveCapacity(rows.count)
        for row in rows.sorted(by: { $0.cve == $1.cve ? $0.scoreE5 < $1.scoreE5 : $0.cve < $1.cve }) {
            if let last = result.last, last.cve == row.cve {
                result[result.count - 1] = row
            } else {
                result.append(row)
            }
        }
        return result
    }
}
