/// A report of some kind that an analysis really made.
public struct PostedInput: Hashable, Sendable {
    public let kind: InputKind
    public let at: Timestamp

    public init(kind: InputKind, at: Timestamp) {
        self.kind = kind
        self.at = at
    }
}
