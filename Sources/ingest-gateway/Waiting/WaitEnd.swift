/// How a wait for a decision ended.
enum WaitEnd: Sendable {
    /// The decision, as HTTP answers it.
    case decided([UInt8])
    /// The scan ended without one.
    case failed(Problem)
    /// Not known in time, or the gateway is about to stop.
    case notYet
}
