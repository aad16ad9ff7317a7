/// A finding as one source reports it.
public struct FindingWitness: Hashable, Sendable {
    /// The scanner, pipeline or file that speaks.
    public let source: String
    public let finding: Finding

    public init(source: String, finding: Finding) {
        self.source = source
        self.finding = finding
    }

    /// An order that does not depend on how the witnesses came in.
    func precedes(_ other: FindingWitness) -> Bool {
        source == other.source ? finding.fingerprint < other.finding.fingerprint : source < other.source
    }
}
