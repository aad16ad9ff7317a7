/// What became of a job that was to be enqueued.
public enum EnqueueAnswer: Hashable, Sendable {
    case added
    /// It is in a queue already.
    case present
    /// Its shard's server does not answer: it may be in its queue or not.
    case unreached
}
