internal import CoreMetrics
internal import Engine
public import Fleet
internal import Hashing
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
        CounterStart.deadLetters()
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
            metadata: letter.message.logMetadata.merging([
                "problem.code": "\(letter.code)", "problem.reason": "\(letter.reason)",
                "stage.name": "\(letter.stage.rawValue)",
            ]) { $1 })
    }
}

extension FailedJob {
    fileprivate init(_ letter: DeadLetter, at now: Timestamp) {
        let message = letter.message
        let died = letter.code == "worker-died" && !message.lastOwner.isEmpty
        let failures = message.timeline.filter { $0.stage == letter.stage.rawValue && !$0.error.isEmpty }
        self.init(
            tenant: message.tenant, service: message.service, source: message.source, scan: ScanID(message.scan),
            job: message.job, stage: letter.stage.rawValue, jobClass: message.jobClass.rawValue,
            problem: ScanProblem(code: letter.code, reason: letter.reason),
            error: died ? Self.unseenEnd : failures.last?.error,
            worker: died ? message.lastOwner : failures.last?.worker ?? "", message: message.encoded,
            inputDigest: Digest(of: message.payload), timeline: Timeline.canonical(message.timeline),
            attempts: message.attempt, deaths: message.deaths, failedAt: now,
            firstFailedAt: Self.firstFailure(of: message, failures), rescore: RescoreRange(of: message))
    }

    /// Until the worker's own record of its end is found, if it left one.
    private static let unseenEnd =
        "no signal was seen: the worker was killed (SIGKILL, out of memory) or its machine was lost"

    /// The envelope tells of deaths too, the timeline only of failures, and also where the envelope was written by a build
    /// that knew no such member.
    private static func firstFailure(of message: Message, _ failures: [TimelineStep]) -> Timestamp? {
        let times = [message.failedAt > 0 ? message.failedAt : nil, failures.first?.at].compactMap { $0 }
        return times.min().map { Timestamp(milliseconds: $0) }
    }
}
