/// What one transaction made of some dead letters.
public struct DeadLetterPage: Hashable, Sendable {
    /// A letter that was left as it is.
    public struct Refusal: Hashable, Sendable {
        /// Why; a program can test it.
        public enum Code: String, CaseIterable, Hashable, Sendable {
            case alreadyDiscarded = "already-discarded"
            case alreadyRedriven = "already-redriven"
            /// The scan was decided meanwhile.
            case decided
            /// The message names neither a scan nor decisions that could be made again.
            case nothingToRedrive = "nothing-to-redrive"
            case notFound = "not-found"
            /// The scan was deleted by the retention.
            case scanGone = "scan-gone"
            /// A newer scan of the source, or a newer decision, is in force.
            case superseded
        }

        public let id: Int64
        public let code: Code
        /// A sentence for people.
        public let reason: String

        public init(id: Int64, code: Code, reason: String) {
            self.id = id
            self.code = code
            self.reason = reason
        }
    }

    /// The letters that were redriven or discarded.
    public internal(set) var done: [Int64] = []
    public internal(set) var refused: [Refusal] = []
    /// The scans that are queued again.
    public internal(set) var scans: [UnfinishedScan] = []
    /// How many decisions are made again.
    public internal(set) var rescored = 0
    /// The last letter that was looked at; nil where there are no more.
    public internal(set) var last: Int64?
}
