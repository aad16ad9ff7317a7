import TestSupport
import Testing

@testable import Engine

@Suite("A decision table")
struct DecisionTableTests {
    private let points = [
        DecisionPoint(name: "a", values: ["low", "high"]), DecisionPoint(name: "b", values: ["no", "yes"]),
    ]

    private func problem(_ rows: [(String, String, String)]) -> TableProblem.Code? {
        do {
            _ = try DecisionTable(
                name: "t", points: points, outcomes: ["good", "bad"],
                rows: rows.map { DecisionTable.Row(values: [$0.0, $0.1], outcome: $0.2) })
            return nil
        } catch {
            return error.code
        }
    }

    @Test("is refused unless it is complete, without repeats, monotone, and every point matters")
    func proofs() {
        let sound = [("low", "no", "good"), ("low", "yes", "good"), ("high", "no", "good"), ("high", "yes", "bad")]
        #expect(problem(sound) == nil)
        #expect(problem(Array(sound.dropLast())) == .missingRow)
        #expect(problem(sound + [sound[0]]) == .duplicateRow)
        #expect(
            problem([("low", "no", "bad"), ("low", "yes", "good"), ("high", "no", "good"), ("high", "yes", "bad")])
                == .notMonotone)
        #expect(
            problem([("low", "no", "good"), ("low", "yes", "good"), ("high", "no", "bad"), ("high", "yes", "bad")])
                == .irrelevantColumn)
        #expect(problem([("low", "perhaps", "good")]) == .unknownValue)
        #expect(problem([("low", "no", "dire")]) == .unknownValue)
    }

    @Test("Deployer has 72 rows: 7 defer, 42 scheduled, 20 out-of-cycle, 3 immediate")
    func deployerCounts() {
        let rows = DecisionTable.deployer.rows
        let counts = DecisionTable.deployer.outcomes.map { outcome in rows.count { $0.outcome == outcome } }
        #expect(rows.count == 72)
        #expect(counts == [7, 42, 20, 3])
    }

    @Test(
        "Deployer equals the published file row by row", .enabled(if: Corpus.isPresent, Comment(rawValue: Corpus.hint)))
    func deployerConformance() throws {
        let path = "feeds/ssvc/csv/ssvc/deployer_patch_application_priority_1_0_0.csv"
        let text = String(decoding: try Corpus.bytes(path), as: UTF8.self)
        let lines = text.split(whereSeparator: \.isNewline).dropFirst().map {
            $0.split(separator: ",").map(String.init)
        }
        let published = lines.map { DecisionTable.Row(values: Array($0[1...4]), outcome: $0[5]) }
        #expect(published.count == 72)
        #expect(Set(published) == Set(DecisionTable.deployer.rows))
    }

    @Test("pushes distributions forward to its outcomes")
    func pushForward() {
        let table = DecisionTable.deployer
        let soft = table.pushForward([[0.6, 0.3, 0.1], [0, 0, 1], [0, 1], [0, 0, 1, 0]])
        #expect(isClose(soft, [0, 0.6, 0.3, 0.1]))
        #expect(quantiles(soft) == ["scheduled", "out-of-cycle", "immediate"])
        let third = 1.0 / 3
        let unknown = table.pushForward([[0, 1, 0], [third, third, third], [0, 1], [0.25, 0.25, 0.25, 0.25]])
        #expect(isClose(unknown, [0, 0.75, 0.25, 0]))
        #expect(quantiles(unknown) == ["scheduled", "out-of-cycle", "out-of-cycle"])
        let all = table.pushForward([
            [third, third, third], [third, third, third], [0.5, 0.5], [0.25, 0.25, 0.25, 0.25],
        ])
        #expect(isClose(all, [0.097222, 0.583333, 0.277778, 0.041667]))
    }

    @Test("has a digest that a changed cell changes")
    func digest() throws {
        let table = DecisionTable.deployer
        var rows = table.rows
        rows[0] = DecisionTable.Row(values: rows[0].values, outcome: rows[0].outcome)
        let same = try DecisionTable(name: table.name, points: table.points, outcomes: table.outcomes, rows: rows)
        #expect(same.digest == table.digest)
        rows[71] = DecisionTable.Row(values: rows[71].values, outcome: "immediate")
        rows[70] = DecisionTable.Row(values: rows[70].values, outcome: "out-of-cycle")
        let other = try DecisionTable(name: table.name, points: table.points, outcomes: table.outcomes, rows: rows)
        #expect(other.digest != table.digest)
    }

    private func quantiles(_ distribution: [Double]) -> [String] {
        [0.5, 0.8, 0.95].map { DecisionTable.deployer.outcomes[DecisionTable.deployer.quantile($0, of: distribution)] }
    }

    private func isClose(_ left: [Double], _ right: [Double]) -> Bool {
        left.count == right.count && zip(left, right).allSatisfy { abs($0 - $1) < 1e-6 }
    }
}
