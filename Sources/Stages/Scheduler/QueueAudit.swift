internal import Fleet
internal import Store

/// Compares unfinished jobs with what the queues really hold, and puts back what has a job key and no entry.
///
/// That is how a server comes back that has lost a part of what it had, and what a deleted stream leaves behind. It looks
/// at every entry, so that it is made after a loss only. What it takes for lost by mistake runs twice, which is harmless.
struct QueueAudit: Sendable {
    /// Lost jobs that one audit puts back; the next one finds the others.
    private static let limit = 50_000

    private let fleet: FleetClient
    private let queued: QueuedJobs
    /// The shards that could not be looked at as a whole.
    private(set) var unseenShards: Set<Int>
    /// Jobs without an entry, with how to enqueue them; nil for those that come out of another job.
    private var suspects: [JobReference: Handoff?] = [:]

    init(fleet: FleetClient) async throws {
        self.fleet = fleet
        queued = try await fleet.queuedJobs()
        unseenShards = queued.unseenShards
    }

    /// Takes up unfinished jobs that have a key.
    mutating func examine(_ handoffs: [Handoff]) {
        for handoff in handoffs { examine(JobReference(handoff.message), handoff) }
    }

    /// Takes up what re-score chunks have left: their own jobs, which a chunk that runs again would take for queued.
    mutating func examine(_ items: [RemainingItem]) {
        for item in items { examine(JobReference(item), nil) }
    }

    private mutating func examine(_ job: JobReference, _ handoff: Handoff?) {
        guard !queued.mayHold(job), suspects.count < Self.limit else { return }
        suspects.updateValue(handoff, forKey: job)
    }

    /// Looks for the suspects once more, for they may have moved while the queues were read, and puts back the lost ones.
    /// Gives their number.
    mutating func finish() async throws -> Int {
        guard !suspects.isEmpty else { return 0 }
        let queued = try await fleet.queuedJobs()
        unseenShards.formUnion(queued.unseenShards)
        var lost = suspects.filter { !queued.mayHold($0.key) }
        // A job that ended meanwhile has no key any more.
        for job in try await fleet.absentJobs(Array(lost.keys)) { lost[job] = nil }
        try await fleet.forget(Array(lost.keys))
        return try await fleet.enqueue(lost.values.compactMap { $0 }).count { $0 }
    }
}
