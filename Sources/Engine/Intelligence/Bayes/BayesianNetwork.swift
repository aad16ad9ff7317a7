/// A Bayesian network with exact inference by enumeration; proved sound when it is made.
public struct BayesianNetwork: Sendable {
    /// What is known of one node.
    public enum Evidence: Hashable, Sendable {
        /// A likelihood for each value (virtual evidence); only their ratios matter.
        case likelihood([Double])
        case value(Int)
    }

    /// Joint states that are enumerated at most.
    public static let stateLimit = 1_000_000

    /// Parents before children.
    private let nodes: [NetworkNode]
    private let places: [String: Int]
    /// Places of each node's parents.
    private let parents: [[Int]]
    private let tables: [NetworkTable]

    /// Throws unless parents come before children, every distribution adds up to 1 within 1e-12, and every parent makes
    /// a difference to its child, without which evidence could not move the posterior.
    public init(_ nodes: [NetworkNode]) throws(NetworkProblem) {
        var places: [String: Int] = [:]
        var parents: [[Int]] = []
        var tables: [NetworkTable] = []
        var states = 1
        for (place, node) in nodes.enumerated() {
            let found = node.parents.compactMap { places[$0] }
            guard found.count == node.parents.count, places[node.name] == nil else {
                throw NetworkProblem(.unknownParent, "\(node.name): parents must stand before it, names be unique")
            }
            let (product, overflow) = states.multipliedReportingOverflow(by: max(node.count, 1))
            guard !overflow, product <= Self.stateLimit else {
                throw NetworkProblem(.tooLarge, "the network has more than \(Self.stateLimit) joint states")
            }
            states = product
            let counts = found.map { nodes[$0].count }
            let table = try NetworkTable(node, parentCounts: counts)
            for (index, parent) in node.parents.enumerated() where !table.depends(on: index, counts) {
                throw NetworkProblem(.deadNode, "\(node.name): \(parent) makes no difference to it")
            }
            tables.append(table)
            parents.append(found)
            places[node.name] = place
        }
        self.nodes = nodes
        self.places = places
        self.parents = parents
        self.tables = tables
    }

    /// P(node | evidence). Throws for evidence that does not fit or cannot be.
    public func posterior(of name: String, given evidence: [String: Evidence] = [:]) throws(NetworkProblem) -> [Double]
    {
        guard let target = places[name] else { throw NetworkProblem(.unknownParent, "there is no node \(name)") }
        let likelihoods = try likelihoods(evidence)
        var sums = [Double](repeating: 0, count: nodes[target].count)
        var values = [Int](repeating: 0, count: nodes.count)
        enumerate(0, 1, &values, likelihoods) { values, probability in sums[values[target]] += probability }
        let total = sums.reduce(0, +)
        guard total > 0 else { throw NetworkProblem(.impossibleEvidence, "the evidence has probability 0") }
        return sums.map { $0 / total }
    }

    /// Throws unless a higher value of any parent shifts the node, and each of its ancestors, towards higher values: then
    /// no worse fact lowers its posterior.
    public func proveMonotone(_ name: String) throws(NetworkProblem) {
        guard let place = places[name] else { throw NetworkProblem(.unknownParent, "there is no node \(name)") }
        let counts = parents[place].map { nodes[$0].count }
        for (index, parent) in nodes[place].parents.enumerated() {
            guard tables[place].ascends(with: index, counts) else {
                throw NetworkProblem(.notMonotone, "\(name): a higher value of \(parent) lowers it")
            }
            try proveMonotone(parent)
        }
    }

    private func enumerate(
        _ place: Int, _ probability: Double, _ values: inout [Int], _ likelihoods: [[Double]],
        _ body: ([Int], Double) -> Void
    ) {
        guard place < nodes.count else { return body(values, probability) }
        var column = 0
        for parent in parents[place] { column = column * nodes[parent].count + values[parent] }
        for value in 0..<nodes[place].count {
            let next = probability * tables[place].columns[column][value] * likelihoods[place][value]
            guard next > 0 else { continue }
            values[place] = value
            enumerate(place + 1, next, &values, likelihoods, body)
        }
    }

    private func likelihoods(_ evidence: [String: Evidence]) throws(NetworkProblem) -> [[Double]] {
        if let stranger = evidence.keys.sorted().first(where: { places[$0] == nil }) {
            throw NetworkProblem(.unknownParent, "there is no node \(stranger)")
        }
        var result: [[Double]] = []
        for node in nodes {
            switch evidence[node.name] {
            case nil: result.append([Double](repeating: 1, count: node.count))
            case .likelihood(let weights):
                guard weights.count == node.count, weights.allSatisfy({ $0 >= 0 }) else {
                    throw NetworkProblem(.wrongShape, "\(node.name) has \(node.count) values")
                }
                result.append(weights)
            case .value(let value):
                guard (0..<node.count).contains(value) else {
                    throw NetworkProblem(.wrongShape, "\(node.name) has no value \(value)")
                }
                result.append((0..<node.count).map { $0 == value ? 1 : 0 })
            }
        }
        return result
    }
}
