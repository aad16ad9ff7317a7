import Testing

@testable import Engine

@Suite("A table under partial knowledge")
struct TableEvaluationTests {
    private func deployer(_ knowledge: [PointKnowledge], quantile: Double = 0.8) throws -> TableEvaluation {
        try DecisionTable.deployer.evaluate(knowledge, quantile: quantile)
    }

    private func names(_ range: ClosedRange<Int>) -> [String] {
        [range.lowerBound, range.upperBound].map { DecisionTable.deployer.outcomes[$0] }
    }

    @Test(
        "lies between the best and the worst outcome that is possible",
        arguments: [
            ([.known("public poc"), .unknown, .known("yes"), .unknown], ["scheduled", "out-of-cycle"]),
            ([.known("active"), .known("open"), .unknown, .unknown], ["scheduled", "immediate"]),
            ([.known("none"), .known("small"), .known("no"), .unknown], ["defer", "scheduled"]),
        ] as [([PointKnowledge], [String])])
    func envelope(knowledge: [PointKnowledge], expected: [String]) throws {
        #expect(names(try deployer(knowledge).envelope) == expected)
    }

    @Test("says which unknown is worth asking for first, in bits")
    func questions() throws {
        let answer = try deployer([.unknown, .known("controlled"), .unknown, .unknown])
        #expect(abs(Entropy.bits(answer.distribution) - 1.241011) < 1e-6)
        #expect(answer.questions.map(\.point) == ["exploitation", "human_impact", "automatable"])
        for (question, bits) in zip(answer.questions, [0.435637, 0.234144, 0.125262]) {
            #expect(abs(question.bits - bits) < 1e-6)
        }
    }

    @Test("takes a set as each of its values being as likely as the others")
    func sets() throws {
        let some = try deployer([.oneOf(["none", "active"]), .known("open"), .known("yes"), .known("high")])
        let same = try deployer([
            .distribution([0.5, 0, 0.5]), .known("open"), .known("yes"), .known("high"),
        ])
        #expect(some == same)
        #expect(some.outcome == 3)
    }

    @Test("is refused where something does not fit its points")
    func refusals() {
        for wrong in [
            [], [.known("maybe"), .unknown, .unknown, .unknown], [.oneOf([]), .unknown, .unknown, .unknown],
            [.distribution([0.5, 0.4, 0]), .unknown, .unknown, .unknown],
        ] as [[PointKnowledge]] {
            #expect(throws: TableProblem.self) { try deployer(wrong) }
        }
    }

    @Test("never gives a better quantile for a worse value: 10,000 cases")
    func monotone() throws {
        var random = SeededGenerator(seed: 7)
        let table = DecisionTable.deployer
        for _ in 0..<10_000 {
            var weights = table.points.map { point in
                let raw = point.values.map { _ in Double(Int.random(in: 0...4, using: &random)) + 0.01 }
                return raw.map { $0 / raw.reduce(0, +) }
            }
            let quantile = Double.random(in: 0.05...1, using: &random)
            let before = table.quantile(quantile, of: table.pushForward(weights))
            let point = Int.random(in: 0..<4, using: &random)
            let from = Int.random(in: 0..<weights[point].count - 1, using: &random)
            let moved = weights[point][from] * Double.random(in: 0...1, using: &random)
            weights[point][from] -= moved
            weights[point][from + 1] += moved
            #expect(table.quantile(quantile, of: table.pushForward(weights)) >= before)
        }
    }
}
