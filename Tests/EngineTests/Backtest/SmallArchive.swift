import Hashing
import Testing

@testable import Engine

/// A few CVEs around 2024-10-24 for backtests.
struct SmallArchive {
    static let asOf = day("2024-10-24")
    static let until = day("2025-08-25")

    static func day(_ text: String) -> Timestamp { Timestamp(text) ?? Timestamp(milliseconds: 0) }

    var records = [
        "CVE-2024-0001,PUBLISHED,2024-06-01T00:00:00Z,none,yes,total,9.8",
        "CVE-2024-0002,PUBLISHED,2024-06-01T00:00:00Z,PoC,Yes,Total,7.5",
        "CVE-2024-0003,PUBLISHED,2024-06-01T00:00:00Z,none,no,partial,",
        "CVE-2024-0004,PUBLISHED,2024-06-01T00:00:00Z,none,no,partial,5.0",
        "CVE-2024-0005,REJECTED,,,,,", "CVE-2024-0006,PUBLISHED,2024-06-01T00:00:00Z,active,no,total,8.8",
    ]
    var changes = [
        "2024-06-10T00:00:00+00:00,CVE-2024-0001,none,no,total",
        "2024-07-10T00:00:00+00:00,CVE-2024-0001,none,yes,total",
    ]
    var listed = ["CVE-2024-0001": "2024-12-24", "CVE-2024-0006": "2024-10-01", "CVE-2025-9999": "2025-01-02"]
    var scores: [(date: String, rows: [String])] = []

    func archive(isReversed: Bool = false) throws -> FactArchive {
        var archive = FactArchive()
        for (name, text) in isReversed ? files.reversed() : files {
            let feed = try DatedFeed(parsing: Array(text.utf8), date: Self.asOf)
            archive.add(try #require(feed), name: name, digest: Digest(of: text))
        }
        return archive
    }

    private var files: [(name: String, text: String)] {
        // The last listing is the catalogue's date; this one lies beyond every horizon.
        let entries = (listed.sorted { $0.key < $1.key } + [("CVE-2000-0001", "2025-08-26")]).map {
            "\"\($0)\":{\"cveID\":\"\($0)\",\"dateAdded\":\"\($1)\"}"
        }
        let days = scores.map { day in
            let head = "#model_version:v3,score_date:\(day.date)T12:55:00Z\ncve,epss,percentile\n"
            return (name: "epss-\(day.date)", text: head + day.rows.map { "\($0),0.5\n" }.joined())
        }
        return [
            ("records", "cve,state,ssvc_ts,E,A,TI,cvss\n" + records.joined(separator: "\n") + "\n"),
            ("changes", "commit_ts,cve,E,A,TI\n" + changes.joined(separator: "\n") + "\n"),
            ("kev", "{" + entries.joined(separator: ",") + "}"),
        ] + days
    }

    func report(
        policies: [Policy] = [.standard], context: ServiceContext = .unknown
    ) throws -> BacktestReport {
        try Backtest(asOf: Self.asOf, until: Self.until, policies: policies, context: context).report(over: archive())
    }
}

extension BacktestReport {
    func row(_ name: String) throws -> BacktestRow { try #require(rows.first { $0.name == name }) }
}
