/// A worker that a signal ended which the process itself saw.
public struct WorkerEnd: Hashable, Sendable {
    /// The consumer's name: `HOST.PID.NONCE`.
    public let worker: String
    /// E.g. `SIGSEGV`.
    public let signal: String

    public init(worker: String, signal: String) {
        self.worker = worker
        self.signal = signal
    }
}
