public import Hashing

/// A report's canonical facts, and which report that is.
public struct ReportFacts: Hashable, Sendable {
    public let artifact: Digest
    /// As the scan asked for: part of what a repeated report is known by.
    public let format: String
    public let facts: Carrier

    public init(artifact: Digest, format: String, facts: Carrier) {
        self.artifact = artifact
        self.format = format
        self.facts = facts
    }
}
