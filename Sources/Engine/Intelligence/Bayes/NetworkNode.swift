/// A variable of a Bayesian network and how it depends on its parents.
public struct NetworkNode: Hashable, Sendable {
    /// A conditional distribution.
    public enum Dependence: Hashable, Sendable {
        /// Of a node with two values: P(0 | parents) = (1 - leak) × prod(1 - weight of the parent's value).
        case noisyOr(leak: Double, weights: [[Double]])
        /// A distribution for each combination of the parents' values, the last parent running fastest.
        case table([[Double]])
    }

    public let name: String
    /// How many values it has.
    public let count: Int
    public let parents: [String]
    public let dependence: Dependence

    public init(_ name: String, count: Int, parents: [String] = [], _ dependence: Dependence) {
        self.name = name
        self.count = count
        self.parents = parents
        self.dependence = dependence
    }
}
