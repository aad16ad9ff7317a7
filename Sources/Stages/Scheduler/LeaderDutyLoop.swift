internal import Logging
internal import ServiceLifecycle

/// Runs one duty while this process leads.
struct LeaderDutyLoop<Work: LeaderDuty>: Service {
    let duty: Work
    let leadership: Leadership
    let logger: Logger

    /// How often a long pause is interrupted to see who leads: who takes over begins at once.
    private static var longestPause: Duration { .milliseconds(500) }

    func run() async throws {
        var lastFailure: String?
        var due: ContinuousClock.Instant?
        for await _ in AsyncTicks(every: min(duty.interval, Self.longestPause)).cancelOnGracefulShutdown() {
            guard leadership.isLeading else {
                due = nil
                continue
            }
            guard due.map({ $0 <= .now }) ?? true else { continue }
            due = .now + duty.interval
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
