/// How far the numbering of a source's scans has come.
public struct SourceSequence: Hashable, Sendable {
    public let tenant: String
    public let service: String
    public let source: String
    public let sequence: Int64
}
