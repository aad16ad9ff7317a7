/// What a decision table answers to partial knowledge.
public struct TableEvaluation: Hashable, Sendable {
    /// A decision point whose value would settle part of the outcome.
    public struct Question: Hashable, Sendable {
        public let point: String
        /// The expected fall of the outcome's entropy.
        public let bits: Double
    }

    /// The probability of each outcome, ascending.
    public let distribution: [Double]
    /// The best and the worst outcome that is possible.
    public let envelope: ClosedRange<Int>
    /// The first outcome at which the cumulated distribution reaches the quantile.
    public let outcome: Int
    /// The points that are not settled, worth most first; of equals the first by name.
    public let questions: [Question]
}

extension DecisionTable {
    /// Evaluates the table at `quantile`, taking the points as independent. Throws `unknownValue` unless `knowledge`
    /// has one entry that fits for each point.
    public func evaluate(_ knowledge: [PointKnowledge], quantile: Double) throws(TableProblem) -> TableEvaluation {
        let weights = zip(points, knowledge).compactMap { $1.weights(of: $0) }
        guard weights.count == points.count, knowledge.count == points.count else {
            throw TableProblem(.unknownValue, "what is given does not fit the points \(points.map(\.name))")
        }
        let distribution = pushForward(weights)
        let possible = distribution.indices.filter { distribution[$0] > 0 }
        return TableEvaluation(
            distribution: distribution, envelope: (possible.first ?? 0)...(possible.last ?? 0),
            outcome: self.quantile(quantile, of: distribution),
            questions: questions(weights, Entropy.bits(distribution)))
    }

    private func questions(_ weights: [[Double]], _ uncertainty: Double) -> [TableEvaluation.Question] {
        let open = points.indices.filter { index in weights[index].count { $0 > 0 } > 1 }
        let questions = open.map { index in
            var rest = 0.0
            for (value, weight) in weights[index].enumerated() where weight > 0 {
                var answered = weights
                answered[index] = weights[index].indices.map { $0 == value ? 1 : 0 }
                rest += weight * Entropy.bits(pushForward(answered))
            }
            return TableEvaluation.Question(point: points[index].name, bits: uncertainty - rest)
        }
        return questions.sorted { ($1.bits, $0.point) < ($0.bits, $1.point) }
    }
}
