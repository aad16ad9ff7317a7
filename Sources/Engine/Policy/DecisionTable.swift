public import Hashing
internal import JSON

/// A decision table as data: an outcome for every combination of its points' values, proved sound when it is made.
public struct DecisionTable: Hashable, Sendable {
    /// One row: a value for each point, and the outcome.
    public struct Row: Hashable, Sendable {
        public let values: [String]
        public let outcome: String

        public init(values: [String], outcome: String) {
            self.values = values
            self.outcome = outcome
        }
    }

    public let name: String
    public let points: [DecisionPoint]
    /// Ascending.
    public let outcomes: [String]
    /// Of the canonical form: names, values, and every outcome.
    public let digest: Digest
    /// Outcome indices, the last point running fastest.
    private let cells: [Int]
    /// How many values each point has.
    private let counts: [Int]

    /// Throws unless the rows cover the whole product once, are monotone (u ≤ v in every point implies outcome(u) ≤
    /// outcome(v)), and every point matters.
    public init(
        name: String, points: [DecisionPoint], outcomes: [String], rows: [Row]
    ) throws(TableProblem) {
        let space = DecisionSpace(points: points)
        cells = try space.cells(of: rows, outcomes: outcomes)
        try space.proveMonotone(cells)
        try space.proveRelevant(cells)
        self.name = name
        self.points = points
        self.outcomes = outcomes
        counts = points.map(\.values.count)
        digest = Self.digest(name, points, outcomes, cells)
    }

    /// Every row, the last point running fastest.
    public var rows: [Row] {
        let space = DecisionSpace(points: points)
        return cells.indices.map { index in
            Row(
                values: zip(points, space.coordinates(of: index)).map { $0.values[$1] }, outcome: outcomes[cells[index]]
            )
        }
    }

    /// The distribution over outcomes that distributions over the points' values give (independent points), each
    /// summed in the order of the rows. `weights` has one list for each point.
    func pushForward(_ weights: [[Double]]) -> [Double] {
        precondition(zip(weights, points).allSatisfy { $0.count == $1.values.count } && weights.count == points.count)
        return pushForward { weights[$0][$1] }
    }

    /// The same where `weight` gives the probability of a point's value, both by their places.
    func pushForward(_ weight: (_ point: Int, _ value: Int) -> Double) -> [Double] {
        var result = [Double](repeating: 0, count: outcomes.count)
        accumulate(weight, 0, 1, 0, &result)
        return result
    }

    /// Rows that cannot be add nothing and are skipped: of points that are known one row is looked at.
    private func accumulate(
        _ weight: (Int, Int) -> Double, _ point: Int, _ product: Double, _ index: Int, _ result: inout [Double]
    ) {
        guard point < counts.count else {
            result[cells[index]] += product
            return
        }
        for value in 0..<counts[point] {
            let share = weight(point, value)
            guard share > 0 else { continue }
            accumulate(weight, point + 1, product * share, index * counts[point] + value, &result)
        }
    }

    /// The first outcome at which the cumulated distribution reaches `quantile`. Monotone under stochastic dominance,
    /// because the table is.
    func quantile(_ quantile: Double, of distribution: [Double]) -> Int {
        var sum = 0.0
        for (index, weight) in distribution.enumerated() {
            sum += weight
            // The tolerance keeps a sum of thirds from missing a quantile that it reaches.
            if sum >= quantile - 1e-9 { return index }
        }
        return distribution.count - 1
    }

    private static func digest(
        _ name: String, _ points: [DecisionPoint], _ outcomes: [String], _ cells: [Int]
    ) -> Digest {
        let value: JSONValue = .object([
            "cells": .array(cells.map { .integer(Int64($0)) }),
            "name": .string(name),
            "outcomes": .array(outcomes.map(JSONValue.string)),
            "points": .array(
                points.map {
                    .object(["name": .string($0.name), "values": .array($0.values.map(JSONValue.string))])
                }),
        ])
        return Digest(of: value.canonical)
    }
}
