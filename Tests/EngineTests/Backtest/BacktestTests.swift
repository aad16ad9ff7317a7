import Hashing
import JSON
import Testing

@testable import Engine

@Suite("A backtest")
struct BacktestTests {
    @Test("counts what was known and not listed, and what became of it")
    func candidates() throws {
        let report = try SmallArchive().report()
        #expect(report.candidates == 4 && report.later == 1)
        #expect(report.unseen == 1, "CVE-2025-9999 was listed and nobody could have known it")
        let row = try report.row("A = yes and TI = total")
        #expect(row.stopped == 2 && row.hits == 1)
        #expect(row.coverage?.value == 1 && row.efficiency?.value == 0.5 && row.effort?.value == 0.5)
        #expect(row.lift?.value == 2)
    }

    @Test("stops a CVE without a CVSS score by no CVSS rule")
    func missingScore() throws {
        #expect(try SmallArchive().report().row("CVSS >= 7").stopped == 2)
    }

    /// The trap: each of these facts would change the answer if it were read.
    @Test("reads no fact that became known after the day, and counts what it left out")
    func futureFacts() throws {
        let plain = SmallArchive()
        var trap = plain
        trap.changes += [
            "2024-10-25T00:00:00+00:00,CVE-2024-0001,active,yes,total",
            "2024-10-25T09:00:00+00:00,CVE-2024-0004,active,yes,total",
        ]
        trap.changes.insert("2024-06-01T00:00:00+00:00,CVE-2024-0004,none,no,partial", at: 0)
        trap.records.append("CVE-2024-0007,PUBLISHED,2024-10-25T00:00:00Z,active,yes,total,")
        trap.scores = [("2024-10-25", ["CVE-2024-0001,0.97", "CVE-2024-0003,0.97"])]
        let (before, after) = (try plain.report(), try trap.report())
        #expect(before.rows == after.rows)
        #expect(before.comparisons == after.comparisons)
        #expect(before.excluded.total == 0)
        #expect(after.excluded == LaterFacts(assessments: 3, cvss: 0, scores: 2))
        #expect(after.missing == ["EPSS >= 0.1"])
    }

    @Test("would have answered otherwise, had the later facts been known: the trap is a real one")
    func trapIsReal() throws {
        var trap = SmallArchive()
        trap.scores = [("2024-10-24", ["CVE-2024-0001,0.97", "CVE-2024-0003,0.97"])]
        let report = try trap.report(context: ServiceContext(exposure: .open, humanImpact: .veryHigh))
        #expect(report.rows != (try SmallArchive().report()).rows)
        #expect(try report.row("EPSS >= 0.1").stopped == 2)
        #expect(try report.row("default: BLOCK or DEFER").hits == 1)
    }

    @Test("takes a snapshot's CVSS for known no sooner than the snapshot is")
    func cvssDate() throws {
        let backtest = Backtest(
            asOf: SmallArchive.day("2024-10-23"), until: SmallArchive.until, policies: [.standard], context: .unknown)
        let report = try backtest.report(over: SmallArchive().archive())
        #expect(report.missing == ["CVSS >= 7", "EPSS >= 0.1", "CVSS >= 9"])
        #expect(report.excluded.cvss == 4)
    }

    @Test("measures lead time from the first stop, and flips over the time that was watched")
    func replay() throws {
        let report = try SmallArchive().report()
        let row = try report.row("A = yes and TI = total")
        let lead = try #require(row.lead)
        #expect(lead.days == [167] && lead.atFirstSight == 0 && lead.median == 167)
        let flips = try #require(row.flips)
        // One change in the days since 2024-06-10 of one CVE and since 2024-06-01 of three.
        #expect(abs(flips.value - 30_000 / (137.0 + 3 * 146)) < 1e-6)
        #expect(try report.row("CVSS >= 7").lead == nil, "nobody can tell when a score came")
    }

    @Test("does not read an EPSS snapshot that is older than a policy would read")
    func staleScores() throws {
        var old = SmallArchive()
        old.scores = [("2024-10-10", ["CVE-2024-0001,0.97"])]
        #expect(try old.report().missing == ["EPSS >= 0.1"])
        old.scores.append(("2024-10-20", ["CVE-2024-0003,0.2"]))
        let row = try old.report().row("EPSS >= 0.1")
        #expect(row.stopped == 1 && row.hits == 0, "a CVE that the newest snapshot lacks has no score")
    }

    @Test("scores the probability of the world's event over its horizon, not that of a compromise here")
    func forecast() throws {
        var scored = SmallArchive()
        scored.scores = [("2024-10-24", ["CVE-2024-0001,0.5"])]
        for exposure in Exposure.allCases {
            let row = try scored.report(context: ServiceContext(exposure: exposure)).row("default: BLOCK")
            let forecast = try #require(row.forecast)
            #expect(forecast.baseRate == 0.25 && forecast.brier < 1e-6 && forecast.skill.map { $0 > 0.99 } == true)
        }
    }

    @Test("says what is lacking instead of answering")
    func refusals() throws {
        let archive = try SmallArchive().archive()
        func code(_ asOf: String, _ until: String, _ archive: FactArchive) -> BacktestProblem.Code? {
            let backtest = Backtest(
                asOf: SmallArchive.day(asOf), until: SmallArchive.day(until), policies: [.standard], context: .unknown)
            do throws(BacktestProblem) {
                _ = try backtest.report(over: archive)
                return nil
            } catch {
                return error.code
            }
        }
        #expect(code("2024-10-24", "2025-08-25", archive) == nil)
        #expect(code("2024-10-24", "2025-08-27", archive) == .outcomesUnknown)
        #expect(code("2024-10-24", "2024-10-24", archive) == .noHorizon)
        #expect(code("2020-10-24", "2020-12-24", archive) == .noCandidates)
        #expect(code("2024-10-24", "2025-08-25", FactArchive()) == .noOutcomes)
    }

    @Test("gives the same bytes for the same files in any order")
    func order() throws {
        var archive = SmallArchive()
        archive.scores = [("2024-10-23", ["CVE-2024-0001,0.1"]), ("2024-10-24", ["CVE-2024-0001,0.2"])]
        let backtest = Backtest(
            asOf: SmallArchive.asOf, until: SmallArchive.until, policies: Policy.builtIn, context: .unknown)
        let answers = try [false, true].map { isReversed in
            try backtest.report(over: archive.archive(isReversed: isReversed)).json.canonical
        }
        #expect(answers[0] == answers[1])
    }

    @Test(
        "refuses a file that is damaged, and one without a day",
        arguments: [
            ("cve,ssvc_ts,E,A,TI,cvss\nCVE-2024-0001,2024", FeedProblem.Code.truncated),
            ("cve,ssvc_ts,E,A,TI,cvss\nnobody,,,,,\n", .malformedRow),
            ("commit_ts,cve,E,A,TI\nyesterday,CVE-2024-0001,none,no,total\n", .malformedRow),
            ("commit_ts,cve,E,A,TI\n", .empty),
            (#"{"vulnerabilities":[],"count":1,"dateReleased":"2024-01-01T00:00:00Z"}"#, .countMismatch),
            (#"{"CVE-2024-0001":{"cveID":"CVE-2024-0001"}}"#, .malformedRow), ("{", .truncated),
        ])
    func damage(text: String, expected: FeedProblem.Code) {
        #expect(throws: FeedProblem.self) {
            do throws(FeedProblem) {
                _ = try DatedFeed(parsing: Array(text.utf8), date: SmallArchive.asOf)
            } catch {
                #expect(error.code == expected || error.code == .notJSON)
                throw error
            }
        }
        #expect(throws: FeedProblem.self) {
            try DatedFeed(parsing: Array("cve,ssvc_ts,E,A,TI,cvss\nCVE-2024-0001,,,,,\n".utf8), date: nil)
        }
    }

    @Test("leaves a file alone that is no feed")
    func stranger() throws {
        #expect(try DatedFeed(parsing: Array("# Notes\nnothing here\n".utf8), date: nil) == nil)
    }
}
