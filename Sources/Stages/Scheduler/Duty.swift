internal import Logging
internal import ServiceLifecycle

/// Something that the scheduler's leader does again and again.
protocol Duty: Sendable {
    /// For logs and metrics.
    static var name: String { get }
    /// The pause between two runs.
    var interval: Duration { get }
    /// One run. Throws to be told of; the next run comes all the same.
    func perform() async throws
}

/// Runs one duty while this process leads.
struct DutyLoop<Work: Duty>: Service {
    let duty: Work
    let leadership: Leadership
    let logger: Logger

    func run() async throws {
        var lastFailure: String?
        for await _ in AsyncTicks(every: duty.interval).cancelOnGracefulShutdown() {
            guard leadership.isLeading else { continue }
            let failure = await failureOfOneRun()
            // A server that is away for an hour is one line and not a thousand.
            if let failure, failure != lastFailure {
                logger.warning("a duty failed", metadata: ["duty.name": "\(Work.name)", "error": "\(failure)"])
            } else if failure == nil, lastFailure != nil {
                logger.notice("a duty works again", metadata: ["duty.name": "\(Work.name)"])
            }
            lastFailure = failure
        }
    }

    private func failureOfOneRun() async -> String? {
        do {
            try await duty.perform()
            return nil
        } catch {
            return "\(error)"
        }
    }
}
