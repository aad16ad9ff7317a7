public import Engine

/// A model as it is stored.
public struct StoredModel: Sendable {
    public let id: Int64
    public let model: NewModel
    public let learnedAt: Timestamp
    public let promotedAt: Timestamp?
    public let promotedBy: String?
}
