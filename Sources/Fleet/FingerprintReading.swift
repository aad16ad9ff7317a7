/// What Redis held at one instant. A revision, epoch or sequence that is absent makes the value a miss.
public struct FingerprintReading: Hashable, Sendable {
    public let value: [UInt8]?
    public let revision: Int64?
    public let epoch: Int64?
    /// The newest scan of the source: a decision of an older one is not the answer any more.
    public let sequence: Int64?

    public init(value: [UInt8]?, revision: Int64?, epoch: Int64?, sequence: Int64?) {
        self.value = value
        self.revision = revision
        self.epoch = epoch
        self.sequence = sequence
    }
}
