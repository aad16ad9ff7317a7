public import Hashing

/// Which model of the risk a policy decides by, beyond the numbers that the policy states one by one.
public struct ModelRules: Hashable, Sendable {
    /// The constants of the project's reference evaluation.
    public static let reference = ModelRules(
        name: "reference", missingScore: .everyCVE, network: .reference, counts: nil)

    /// What the model is called in verdicts, reasons and evidence.
    public var name: String
    public var missingScore: MissingScoreModel
    public var network: CompromiseNetwork
    /// SHA-256 of the counts that the policy's numbers were learned from (`LearnedCounts.digest`); nil where none were.
    public var counts: Digest?
}
