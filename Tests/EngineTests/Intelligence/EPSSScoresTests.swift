import Compression
import TestSupport
import Testing

@testable import Engine

@Suite("An EPSS file")
struct EPSSScoresTests {
    private static let head = "#model_version:v2025.03.14,score_date:2025-08-25T12:55:00Z\ncve,epss,percentile\n"

    private func code(_ text: String, date: Timestamp? = nil) -> FeedProblem.Code? {
        do {
            _ = try EPSSScores(parsing: Array(text.utf8), date: date)
            return nil
        } catch {
            return error.code
        }
    }

    private func score(_ text: String) throws -> Int32? {
        try EPSSScores(parsing: Array((Self.head + "CVE-2024-1000,\(text),0.5\n").utf8)).rows.first?.scoreE5
    }

    @Test("is read sorted, with its model and date")
    func reading() throws {
        let scores = try EPSSScores(
            parsing: Array(
                (Self.head + "CVE-2021-10000,0.5,0.9\r\nCVE-2021-9999,0.00123,0.1\n\nCVE-1999-0001,1,1").utf8))
        #expect(scores.rows.map(\.cve.description) == ["CVE-1999-0001", "CVE-2021-9999", "CVE-2021-10000"])
        #expect(scores.rows.map(\.scoreE5) == [100_000, 123, 50_000])
        #expect(scores.model == "v2025.03.14")
        #expect(scores.header.asOf.description == "2025-08-25T12:55:00.000Z")
        #expect(!scores.header.isSample)
    }

    @Test(
        "writes scores in many ways, which are rounded half up to 1e-5",
        arguments: [
            ("0", Int32(0)), ("0.0", 0), ("1", 100_000), ("1.0", 100_000), ("1.00000", 100_000), ("0.00050", 50),
            ("5e-05", 5),
            ("5E-5", 5), ("1.5e-4", 15), ("0.000014999", 1), ("0.000015", 2), ("0.123456789", 12_346), ("1e-9", 0),
            ("1e-30", 0),
            (".5", 50_000), ("0.999995", 100_000), ("0.10000000000000000000000000001", 10_000), ("0e5", 0),
        ])
    func numbers(text: String, expected: Int32) throws { #expect(try score(text) == expected) }

    @Test(
        "is refused whole for one score that is none",
        arguments: [
            "", "-0.1", "1.00001", "2", "1e1", "nan", "0.5x", "0..5", "5e", "1e99999", "+0.5", "99999999999999999999",
        ])
    func badNumbers(text: String) { #expect(throws: FeedProblem.self) { try score(text) } }

    @Test("dates itself in either form", arguments: ["2024-04-01T00:00:00+0000", "2024-04-01T00:00:00Z"])
    func dates(date: String) throws {
        let text = "#model_version:v2023.03.01,score_date:\(date)\ncve,epss,percentile\nCVE-2024-1000,0.1,0.2\n"
        #expect(try EPSSScores(parsing: Array(text.utf8)).header.asOf.description == "2024-04-01T00:00:00.000Z")
    }

    @Test("without a date is refused unless one is stated")
    func undated() throws {
        let text = "cve,epss\nCVE-2020-5902,0.65117\n"
        #expect(code(text) == .noDate)
        #expect(code(text, date: Timestamp("2021-04-14")) == nil)
    }

    @Test("that lists a CVE twice keeps the higher score")
    func duplicates() throws {
        let text = Self.head + "CVE-2024-1000,0.3,0.5\nCVE-2024-1000,0.0,0.5\nCVE-2024-1000,0.1,0.5\n"
        #expect(try EPSSScores(parsing: Array(text.utf8)).rows.map(\.scoreE5) == [30_000])
    }

    @Test(
        "that is a sample says so",
        arguments: [
            "#model_version:v2025.03.14,score_date:2025-08-25T12:55:00Z,sample:true",
            "#model_version:sample-1,score_date:2025-08-25T12:55:00Z",
        ])
    func sample(comment: String) throws {
        let text = comment + "\ncve,epss,percentile\nCVE-2024-1000,0.3,0.5\n"
        #expect(try EPSSScores(parsing: Array(text.utf8)).header.isSample)
    }

    @Test("is refused when it is cut, foreign, empty, compressed or a page of an API [row-count-floor]")
    func refusals() {
        #expect(code(Self.head) == .empty)
        #expect(code("") == .empty)
        #expect(code(Self.head + "CVE-2024-1000,0.3") == .malformedRow)
        #expect(code(Self.head + "CVE-2024-1000,0.3,") == .malformedRow)
        #expect(code(Self.head + "CVE-2024-1000,0.3,0.5,1\n") == .malformedRow)
        #expect(code(Self.head + "CVE-2024-1000;0.3;0.5\n") == .malformedRow)
        #expect(code("CVE-1999-1593;0.181260000;0.969060000\n") == .wrongShape)
        #expect(code("<html></html>") == .html)
        #expect(code("\u{1F}\u{8B}") != nil)
    }

    @Test(
        "of each day of the corpus is read in full", .enabled(if: Corpus.isPresent, Comment(rawValue: Corpus.hint)),
        arguments: [
            ("2024-04-01", 240_713...240_998), ("2024-04-02", 240_713...240_998), ("2024-04-03", 240_713...240_998),
            ("2026-07-25", 352_705...352_705), ("2026-08-01", 354_592...354_592),
        ])
    func corpus(day: String, rows: ClosedRange<Int>) throws {
        let scores = try Self.scores(of: day)
        #expect(rows.contains(scores.rows.count))
        #expect(scores.header.asOf.description.hasPrefix(day))
        #expect(zip(scores.rows, scores.rows.dropFirst()).allSatisfy { $0.cve < $1.cve })
    }

    @Test(
        "of the next day passes the gate; the older one, a cut one and a spike do not",
        .enabled(if: Corpus.isPresent, Comment(rawValue: Corpus.hint)))
    func gate() throws {
        let first = try Self.scores(of: "2024-04-01")
        let second = try Self.scores(of: "2024-04-02")
        try FeedGate.check(second, against: first)
        let drift = FeedDrift(from: first.rows, to: second.rows)
        #expect(drift.held > 240_000 && drift.moved < 100)
        try FeedGate.check(try Self.scores(of: "2026-08-01"), against: try Self.scores(of: "2026-07-25"))
        try FeedGate.check(try Self.scores(of: "2026-07-25"), against: second)
        expect(.older, first, against: second)
        expect(.tooFewRows, changed(second) { Array($0.prefix($0.count * 83 / 100)) }, against: first)
        let spike = changed(second) { rows in
            rows.enumerated().map { index, row in
                index % 90 == 0 ? EPSSRow(cve: row.cve, scoreE5: (row.scoreE5 + 20_000) % 100_000) : row
            }
        }
        expect(.drift, spike, against: first)
    }

    private func expect(_ code: FeedProblem.Code, _ new: EPSSScores, against old: EPSSScores) {
        let problem = #expect(throws: FeedProblem.self) { try FeedGate.check(new, against: old) }
        #expect(problem?.code == code)
    }

    private func changed(_ scores: EPSSScores, _ change: ([EPSSRow]) -> [EPSSRow]) -> EPSSScores {
        let rows = change(scores.rows)
        let header = FeedHeader(
            name: .epss, asOf: scores.header.asOf, version: scores.model, rows: rows.count, isSample: false)
        return EPSSScores(header: header, model: scores.model, rows: rows)
    }

    private static func scores(of day: String) throws -> EPSSScores {
        let packed = try Corpus.bytes("feeds/epss/epss_scores-\(day).csv.gz")
        return try EPSSScores(parsing: Gzip.inflate(packed, limit: 64 << 20))
    }
}
