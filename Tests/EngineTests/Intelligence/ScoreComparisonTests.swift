import Engine
import Testing

@Suite("Two files of scores")
struct ScoreComparisonTests {
    private func scores(_ values: [Int64: Int32], model: String) -> EPSSScores {
        let rows = values.compactMap { number, score in
            CVEID(year: 2024, number: number).map { EPSSRow(cve: $0, scoreE5: score) }
        }.sorted { $0.cve < $1.cve }
        let header = FeedHeader(
            name: .epss, asOf: Timestamp(milliseconds: 1_790_000_000_000), version: model, rows: rows.count,
            isSample: false)
        return EPSSScores(header: header, model: model, rows: rows)
    }

    @Test("are compared at a threshold: effort, flips, and the threshold of the same effort")
    func compare() {
        let old = scores([1_001: 9_000, 1_002: 12_000, 1_003: 30_000, 1_004: 100], model: "v4")
        let new = scores(
            [1_001: 15_000, 1_002: 9_000, 1_003: 60_000, 1_004: 20_000, 1_005: 50_000], model: "v5")
        let found = ScoreComparison(thresholdE5: 10_000, from: old, to: new)
        #expect(found.before == 2 && found.after == 4)
        #expect(found.entering == 2 && found.leaving == 1)
        #expect(found.matchingE5 == 20_001)
        #expect(new.rows.count { $0.scoreE5 >= found.matchingE5 } == found.before)
    }

    @Test("of which the new one selects no more than the old one at the matching threshold: 10,000 pairs")
    func property() {
        var random = SeededGenerator(seed: 41)
        for _ in 0..<10_000 {
            func draw() -> [Int64: Int32] {
                Dictionary(
                    uniqueKeysWithValues: (0..<Int64.random(in: 1...12, using: &random)).map {
                        (1_000 + $0, Int32.random(in: 0...40, using: &random) * 2_500)
                    })
            }
            let (old, new) = (scores(draw(), model: "a"), scores(draw(), model: "b"))
            let found = ScoreComparison(
                thresholdE5: Int.random(in: 0...100_000, using: &random), from: old, to: new)
            let matched = new.rows.count { $0.scoreE5 >= found.matchingE5 }
            #expect(matched <= max(found.before, 0))
            #expect(found.before < new.rows.count || matched == new.rows.count)
        }
    }
}
