/// A day's EPSS file: `#model_version:…,score_date:…`, `cve,epss,percentile`, one line a CVE.
///
/// The percentile is dropped: it is a rank and moves every day although the score does not.
public struct EPSSScores: Hashable, Sendable {
    public let header: FeedHeader
    /// The model, e.g. `v2025.03.14`: scores of different models are not comparable.
    public let model: String
    /// Sorted by CVE, unique.
    public let rows: [EPSSRow]

    public init(header: FeedHeader, model: String, rows: [EPSSRow]) {
        self.header = header
        self.model = model
        self.rows = rows
    }

    /// Reads an unpacked file whole or refuses it whole.
    ///
    /// Files before 2022 have no comment line and so no date; they are refused unless `date` states it. A CVE that is
    /// listed twice (a crawl of 2024-04-09) keeps its higher score.
    public init(parsing bytes: [UInt8], date: Timestamp? = nil) throws(FeedProblem) {
        if let problem = FeedProblem.beforeParsing(bytes, feed: "EPSS") { throw problem }
        let parsed = bytes.withUnsafeBufferPointer { buffer -> Result<EPSSContent, FeedProblem> in
            var reader = EPSSReader(buffer)
            do throws(FeedProblem) { return .success(try reader.read()) } catch { return .failure(error) }
        }
        let content = try parsed.get()
        guard let asOf = content.date ?? date else {
            throw FeedProblem(
                .noDate, "the EPSS file does not say of which day it is (no \"score_date\" in a comment line)")
        }
        rows = content.sortedRows
        model = content.model
        header = FeedHeader(
            name: .epss, asOf: asOf, version: content.model, rows: rows.count, isSample: content.isSample)
    }
}
