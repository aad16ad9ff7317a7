/// A node's distributions written out and checked.
struct NetworkTable {
    /// By combination of the parents' values, the last parent running fastest.
    let columns: [[Double]]

    init(_ node: NetworkNode, parentCounts: [Int]) throws(NetworkProblem) {
        let combinations = parentCounts.reduce(1, *)
        switch node.dependence {
        case .noisyOr(let leak, let weights):
            guard node.count == 2, weights.map(\.count) == parentCounts else {
                throw NetworkProblem(.wrongShape, "\(node.name): a weight for each parent's value is expected")
            }
            columns = (0..<combinations).map { index in
                var survival = 1 - leak
                var rest = index
                for (count, weights) in zip(parentCounts, weights).reversed() {
                    survival *= 1 - weights[rest % count]
                    rest /= count
                }
                return [survival, 1 - survival]
            }
        case .table(let rows): columns = rows
        }
        try check(node, combinations)
    }

    private func check(_ node: NetworkNode, _ combinations: Int) throws(NetworkProblem) {
        guard columns.count == combinations, columns.allSatisfy({ $0.count == node.count }), node.count > 0 else {
            throw NetworkProblem(
                .wrongShape, "\(node.name): \(combinations) distributions over \(node.count) values are expected")
        }
        let isSound = columns.allSatisfy { column in
            column.allSatisfy { (0...1).contains($0) } && abs(column.reduce(0, +) - 1) <= 1e-12
        }
        guard isSound else {
            throw NetworkProblem(.notADistribution, "\(node.name): each distribution must add up to 1")
        }
        guard node.parents.isEmpty || columns.contains(where: { $0 != columns[0] }) else {
            throw NetworkProblem(.deadNode, "\(node.name): all its distributions are equal, so no evidence moves it")
        }
    }

    /// Pairs of combinations that differ by one step of one parent, the lower first.
    static func steps(of parent: Int, _ counts: [Int]) -> [(lower: Int, upper: Int)] {
        let stride = counts[(parent + 1)...].reduce(1, *)
        return (0..<counts.reduce(1, *)).compactMap { index in
            index / stride % counts[parent] + 1 < counts[parent] ? (index, index + stride) : nil
        }
    }

    /// Whether a value of the parent makes any difference to the node.
    func depends(on parent: Int, _ counts: [Int]) -> Bool {
        Self.steps(of: parent, counts).contains { columns[$0.lower] != columns[$0.upper] }
    }

    /// Whether each step of the parent shifts the node towards its higher values (first-order stochastic dominance).
    func ascends(with parent: Int, _ counts: [Int]) -> Bool {
        Self.steps(of: parent, counts).allSatisfy { step in
            var (lower, upper) = (0.0, 0.0)
            return zip(columns[step.lower], columns[step.upper]).allSatisfy { one, other in
                lower += one
                upper += other
                return upper <= lower + 1e-12
            }
        }
    }
}
