/// A stored or transmitted record (facts, document…) is not what its writer would have written.
public struct RecordError: CustomStringConvertible, Error, Hashable, Sendable {
    /// A sentence that names the record and the member.
    public let description: String

    public init(_ description: String) { self.description = description }
}
