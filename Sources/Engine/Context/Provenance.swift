/// Where a fact comes from, and when it was last said.
public struct Provenance: Hashable, Sendable {
    public let source: ContextSource
    public let at: Timestamp

    public init(source: ContextSource, at: Timestamp) {
        self.source = source
        self.at = at
    }
}
