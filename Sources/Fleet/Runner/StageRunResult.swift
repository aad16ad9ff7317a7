/// How one call of the stage's `run` ended.
enum StageRunResult: Sendable {
    case failed(any Error)
    case outOfTime
    case returned([Outcome])
    /// The drain's deadline came first.
    case stopped
}
