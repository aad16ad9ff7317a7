/// A piece of a re-score run: the items `first` to `last` of `run`, at most 200.
public struct RescoreChunk: Hashable, Sendable {
    public let run: Int64
    public let first: Int64
    public let last: Int64

    public init(run: Int64, first: Int64, last: Int64) {
        self.run = run
        self.first = first
        self.last = last
    }

    /// The name of the chunk's job.
    var job: String { "\(run).\(first)-\(last)" }

    /// The name of an item's job.
    static func job(run: Int64, item: Int64) -> String { "\(run).\(item)" }
}
