import Compression
import Foundation
import Hashing
import TestSupport
import Testing

@testable import Engine

/// The measured table of definitions D.2: 43,803 CVEs of 2024-10-24 against what KEV listed until 2025-08-25.
@Suite("A backtest on real feeds")
struct BacktestCorpusTests {
    private static func archive(_ files: [(String, String?)]) throws -> FactArchive {
        var archive = FactArchive()
        for (file, date) in files {
            let bytes = try Gzip.inflate(Corpus.bytes(file), limit: 64 << 20)
            let feed = try #require(try DatedFeed(parsing: bytes, date: date.flatMap { Timestamp($0) }))
            archive.add(feed, name: file, digest: Digest(of: bytes))
        }
        return archive
    }

    @Test(
        "reproduces the table that was measured from the same files",
        .enabled(if: Corpus.isPresent, Comment(rawValue: Corpus.hint)))
    func measuredTable() throws {
        let archive = try Self.archive([
            ("backtest/vulnrichment_2024-10-24.csv.gz", "2024-10-24"),
            ("backtest/vulnrichment_ssvc_history.csv.gz", nil), ("backtest/kev_2025-08-25_by_cve.json.gz", nil),
        ])
        let report = try Backtest(
            asOf: SmallArchive.asOf, until: SmallArchive.until, policies: Policy.builtIn, context: .unknown
        ).report(over: archive)
        #expect(report.candidates == 43_803 && report.later == 28 && report.unseen == 175)
        #expect(report.excluded.total == 0)
        let expected:
            [(String, stopped: Int, effort: Double, hits: Int, coverage: Double, efficiency: Double, Double)] = [
                ("E = active", 4, 0.01, 0, 0, 0, 0), ("E >= poc", 7_645, 17.5, 6, 21.4, 0.08, 1.2),
                ("A = yes", 7_775, 17.8, 19, 67.9, 0.24, 3.8), ("TI = total", 13_710, 31.3, 20, 71.4, 0.15, 2.3),
                ("A = yes and TI = total", 3_039, 6.94, 13, 46.4, 0.43, 6.7),
                ("E = poc and A = yes and TI = total", 1_030, 2.35, 3, 10.7, 0.29, 4.6),
                ("CVSS >= 9", 3_149, 7.2, 13, 46.4, 0.41, 6.5), ("CVSS >= 7", 15_083, 34.4, 20, 71.4, 0.13, 2.1),
                // The directive's three days in the open are that best rule.
                ("BOD 26-04, exposed, 3 days", 3_039, 6.94, 13, 46.4, 0.43, 6.7), ("KEV only", 0, 0, 0, 0, 0, 0),
            ]
        for (name, stopped, effort, hits, coverage, efficiency, lift) in expected {
            let row = try report.row(name)
            #expect(row.stopped == stopped && row.hits == hits, "\(name)")
            #expect(abs((row.effort?.value ?? 0) * 100 - effort) <= 0.051, "\(name)")
            #expect(abs((row.coverage?.value ?? 0) * 100 - coverage) <= 0.05, "\(name)")
            #expect(abs((row.efficiency?.value ?? 0) * 100 - efficiency) <= 0.0051, "\(name)")
            #expect(abs((row.lift?.value ?? 0) - lift) <= 0.08, "\(name)")
        }
        #expect(report.missing == ["EPSS >= 0.1"])
        #expect(report.rows.count { $0.kind == .policy } == 2 * Policy.builtIn.count)
    }

    @Test(
        "judges EPSS where a snapshot of the day is given",
        .enabled(if: Corpus.isPresent, Comment(rawValue: Corpus.hint)))
    func scores() throws {
        let archive = try Self.archive([
            ("feeds/epss/epss_scores-2024-04-03.csv.gz", nil), ("backtest/kev_2025-08-25_by_cve.json.gz", nil),
        ])
        let report = try Backtest(
            asOf: SmallArchive.day("2024-04-03"), until: SmallArchive.until, policies: [], context: .unknown
        ).report(over: archive)
        #expect(report.candidates == 239_905 && report.later == 87 && report.unseen == 224)
        let row = try report.row("EPSS >= 0.1")
        #expect(row.stopped == 12_006 && row.hits == 29)
    }
}
