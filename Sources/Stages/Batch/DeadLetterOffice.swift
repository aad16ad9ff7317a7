internal import CoreMetrics
internal import Engine
public import Fleet
public import Logging
public import Store

/// Ends jobs as failed: their rows first, then the hint to whoever waits for their scans.
public struct DeadLetterOffice: Sendable {
    private let fleet: FleetClient
    private let logger: Logger
    private let store: Store

    public init(store: Store, fleet: FleetClient, logger: Logger) {
        self.fleet = fleet
        self.logger = logger
        self.store = store
    }

    @concurrent
    func bury(_ letters: [DeadLetter]) async throws {
        let now = WallClock.now()
        try await store.bury(letters.map { FailedJob($0, at: now) })
        for letter in letters { tell(letter) }
        await DoneHints(fleet: fleet, logger: logger).announce(letters.map(\.message))
    }

    private func tell(_ letter: DeadLetter) {
        Counter(
            label: "fixops_dead_letters_total", dimensions: [("code", letter.code), ("stage", letter.stage.rawValue)]
        ).increment()
        logger.notice(
            "job ended as failed",
            metadata: [
                "job.id": "\(letter.message.job)", "problem.code": "\(letter.code)",
                "problem.reason": "\(letter.reason)", "scan.id": "\(letter.message.scan)",
                "stage.name": "\(letter.stage.rawValue)",
            ])
    }
}

extension FailedJob {
    fileprivate init(_ letter: DeadLetter, at now: Timestamp) {
        let message = letter.message
        self.init(
            tenant: message.tenant, service: message.service, scan: ScanID(message.scan), job: message.job,
            stage: letter.stage.rawValue, problem: ScanProblem(code: letter.code, reason: letter.reason),
            message: message.encoded, timeline: Timeline.canonical(message.timeline), attempts: message.attempt,
            failedAt: now, rescore: RescoreRange(of: message))
    }
}

extension RescoreRange {
    /// The items that end with a re-score job, read from its name: `RUN.FIRST-LAST` or `RUN.ITEM`. Else nil.
    init?(of message: Message) {
        let parts = message.job.split(separator: "." as Character)
        guard parts.count == 2, let run = Int64(parts[0]) else { return nil }
        let items = parts[1].split(separator: "-" as Character).map { Int64($0) }
        guard let first = items.first ?? nil, let last = items.last ?? nil, items.count <= 2 else { return nil }
        self.init(run: run, first: first, last: last)
    }
}

/// Tells the gateways that scans are decided or failed. Only hastens: who misses it asks the store.
struct DoneHints: Sendable {
    let fleet: FleetClient
    let logger: Logger

    func announce(_ messages: [Message]) async {
        let hints = messages.filter { !$0.scan.isEmpty }
            .map { DoneHint(scan: $0.scan, tenant: $0.tenant, service: $0.service) }
        guard !hints.isEmpty else { return }
        do {
            try await fleet.announce(hints)
        } catch {
            logger.debug("the gateways were not told", metadata: ["error": "\(error)"])
        }
    }
}
