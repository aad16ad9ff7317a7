/// How one call of the stage's `run` ended.
enum StageRunResult: Sendable {
    case failed(any Error)
    case outOfTime
    case returned([Outcome])
    /// The drain's deadline came first, or the lease was lost: its jobs go back if they are still this process's.
    case stopped
}
