internal import JSON

/// A Bayesian network with evidence: the posterior of each of its nodes.
enum NetworkCase {
    private static let nodeLimit = 50

    static func evaluate(_ input: JSONValue) throws -> JSONValue {
        let object = try PolicyObject(input, allowing: ["evidence", "name", "network"])
        let nodes = try object.list(
            "network", limit: nodeLimit, allowing: ["leak", "name", "parents", "table", "weights"]
        ).map { entry in try node(entry) }
        let network = try BayesianNetwork(nodes)
        let evidence = try evidence(object.object("evidence", allowing: nodes.map(\.name)), nodes)
        var posteriors: [String: JSONValue] = [:]
        for node in nodes {
            let posterior = try network.posterior(of: node.name, given: evidence)
            posteriors[node.name] = .array(posterior.map(JSONValue.number))
        }
        return ["posterior": .object(posteriors)]
    }

    /// `table` with a distribution for each combination of the parents' values, or `weights` of a noisy-OR.
    private static func node(_ entry: PolicyObject) throws(PolicyProblem) -> NetworkNode {
        let name = try entry.text("name", limit: 200)
        let parents = entry["parents"]?.array?.compactMap(\.string) ?? []
        guard parents.count == entry["parents"]?.array?.count ?? 0 else {
            throw entry.problem(.wrongType, "parents", "a list of names is expected here")
        }
        guard entry["weights"] == nil else {
            let leak = try entry.number("leak", 0)
            return NetworkNode(
                name, count: 2, parents: parents, .noisyOr(leak: leak, weights: try entry.matrix("weights")))
        }
        let table = try entry.matrix("table")
        return NetworkNode(name, count: table.first?.count ?? 0, parents: parents, .table(table))
    }

    /// For each node the number of its value, from 0, or a likelihood for each value.
    private static func evidence(
        _ object: PolicyObject, _ nodes: [NetworkNode]
    ) throws(PolicyProblem) -> [String: BayesianNetwork.Evidence] {
        var evidence: [String: BayesianNetwork.Evidence] = [:]
        for node in nodes {
            guard let value = object[node.name] else { continue }
            if let number = value.integer, let place = Int(exactly: number) {
                evidence[node.name] = .value(place)
            } else if let weights = value.numbers {
                evidence[node.name] = .likelihood(weights)
            } else {
                throw object.problem(.wrongType, node.name, "a value's number or a list of likelihoods is expected")
            }
        }
        return evidence
    }
}

extension JSONValue {
    /// A list of numbers and nothing else.
    fileprivate var numbers: [Double]? {
        guard let elements = array else { return nil }
        let numbers = elements.compactMap(\.double)
        return numbers.count == elements.count ? numbers : nil
    }
}

extension PolicyObject {
    fileprivate func matrix(_ name: String) throws(PolicyProblem) -> [[Double]] {
        let rows = self[name]?.array?.compactMap(\.numbers) ?? []
        guard !rows.isEmpty, rows.count == self[name]?.array?.count else {
            throw problem(.wrongType, name, "a list of lists of numbers is expected here")
        }
        return rows
    }
}
