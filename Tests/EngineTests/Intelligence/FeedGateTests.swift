import Engine
import Testing

@Suite("The gate of the feeds")
struct FeedGateTests {
    private func header(day: Int64 = 0, rows: Int = 1_000, isSample: Bool = false) -> FeedHeader {
        FeedHeader(
            name: .epss, asOf: Timestamp(milliseconds: 1_790_000_000_000).adding(days: day), version: "v1", rows: rows,
            isSample: isSample)
    }

    private func code(_ new: FeedHeader, _ old: FeedHeader?) -> FeedProblem.Code? {
        do {
            try FeedGate.check(new, against: old)
            return nil
        } catch {
            return error.code
        }
    }

    @Test("lets the first file, a newer one and the same one again pass")
    func passes() {
        #expect(code(header(), nil) == nil)
        #expect(code(header(day: 1, rows: 950), header()) == nil)
        #expect(code(header(), header()) == nil)
    }

    @Test("holds an older file and one that lost more than 5 % of its rows [row-count-floor]")
    func holds() {
        #expect(code(header(day: -1), header()) == .older)
        #expect(code(header(day: 1, rows: 949), header()) == .tooFewRows)
    }

    @Test("holds a file that is dated in the future, a day of clock difference allowed")
    func future() throws {
        let now = header().asOf
        try FeedGate.checkDate(header(day: 1), now: now)
        let problem = #expect(throws: FeedProblem.self) { try FeedGate.checkDate(header(day: 2), now: now) }
        #expect(problem?.code == .future)
    }

    @Test("never lets a sample replace real data; real data replaces a sample whatever its date and size")
    func samples() {
        #expect(code(header(day: 1, isSample: true), header()) == .sampleOverReal)
        #expect(code(header(day: -9, rows: 5), header(isSample: true)) == nil)
    }

    @Test("breaks when 1 % of the held CVEs move by 0.1 under the same model")
    func drift() {
        func isHeld(_ moved: Int, _ held: Int, _ model: String) -> Bool {
            (try? FeedGate.checkDrift(FeedDrift(held: held, moved: moved), model: model, previousModel: "v1")) == nil
        }
        #expect(isHeld(10, 1_000, "v1"))
        #expect(!isHeld(9, 1_000, "v1"))
        #expect(!isHeld(600, 1_000, "v2"))
        #expect(!isHeld(0, 0, "v1"))
    }

    @Test("measures a move on what both files have, and counts 0.1 itself")
    func driftMeasure() throws {
        let ids = try ["CVE-2024-1000", "CVE-2024-1001", "CVE-2024-1002", "CVE-2024-1003"].map {
            try #require(CVEID($0))
        }
        let old = [(0, 0), (1, 20_000), (2, 5)].map { EPSSRow(cve: ids[$0.0], scoreE5: Int32($0.1)) }
        let new = [(0, 9_999), (1, 10_000), (3, 90_000)].map { EPSSRow(cve: ids[$0.0], scoreE5: Int32($0.1)) }
        #expect(FeedDrift(from: old, to: new) == FeedDrift(held: 2, moved: 1))
    }
}
