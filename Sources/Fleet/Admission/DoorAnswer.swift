/// What the shared count of jobs says to one more.
public enum DoorAnswer: Int64, Hashable, Sendable {
    /// The tenant's jobs leave too little room for others.
    case share = -1
    /// As many jobs are on their way as may be.
    case full = 0
    /// A place is kept until the job is enqueued or withdrawn, and for half a minute at most.
    case admitted = 1
}
