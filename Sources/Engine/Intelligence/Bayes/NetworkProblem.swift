/// Why a Bayesian network is refused.
public struct NetworkProblem: CustomStringConvertible, Error, Hashable, Sendable {
    /// What a program can test.
    public enum Code: String, CaseIterable, Hashable, Sendable {
        /// A parent, or all of them, make no difference to a node: no evidence could move it.
        case deadNode = "dead-node"
        /// The evidence has probability 0.
        case impossibleEvidence = "impossible-evidence"
        case notADistribution = "not-a-distribution"
        /// A worse cause lowers its effect.
        case notMonotone = "not-monotone"
        case tooLarge = "too-large"
        /// A parent that stands behind its child, or is not there.
        case unknownParent = "unknown-parent"
        case wrongShape = "wrong-shape"
    }

    public let code: Code
    /// A sentence that names the node.
    public let description: String

    init(_ code: Code, _ description: String) {
        self.code = code
        self.description = description
    }
}
