internal import Engine
internal import Fleet
internal import Store

/// All that the store knows to be unfinished. Going through it puts back into its queue what has no job key.
struct UnfinishedWork: Sendable {
    private static let page = 1_000

    let store: Store
    let fleet: FleetClient

    /// Goes through the scans accepted more than `seconds` ago, and gives the number put back. `present` is called with
    /// those that have a key, or whose server does not answer.
    func scans(olderThan seconds: Int, present: ([Handoff]) -> Void) async throws -> Int {
        var last: ScanID?
        var count = 0
        while true {
            let scans = try await store.unfinishedScans(olderThan: seconds, after: last, limit: Self.page)
            count += try await putBack(scans.map(Handoff.init(normalizing:)), present: present) { missing in
                // A scan that ended since it was read has no key either.
                let open = try await store.unfinished(among: missing.compactMap { ScanID($0.message.scan) })
                return missing.filter { ScanID($0.message.scan).map(open.contains) ?? false }
            }
            guard scans.count == Self.page else { return count }
            last = scans.last?.id
        }
    }

    /// The same for the chunks of re-score runs, released more than `seconds` ago; `present` also gets their ranges.
    func chunks(olderThan seconds: Int, present: ([Handoff], [RescoreRange]) -> Void) async throws -> Int {
        let chunks = try await store.overdueRescores(olderThan: seconds, limit: Self.page)
        return try await putBack(chunks.map(Handoff.init(rescoring:)), present: { present($0, chunks.map(\.range)) })
    }

    private func putBack(
        _ handoffs: [Handoff], present: ([Handoff]) -> Void,
        still: ([Handoff]) async throws -> [Handoff] = { $0 }
    ) async throws -> Int {
        guard !handoffs.isEmpty else { return 0 }
        let absent = Set(try await fleet.absentJobs(handoffs.map { JobReference($0.message) }))
        let missing = handoffs.filter { absent.contains(JobReference($0.message)) }
        present(handoffs.filter { !absent.contains(JobReference($0.message)) })
        guard !missing.isEmpty else { return 0 }
        return try await fleet.enqueueAsNewest(try await still(missing)).count { $0 == .added }
    }
}

extension JobReference {
    init(_ message: Message) {
        self.init(job: message.job, tenant: message.tenant, service: message.service)
    }

    init(_ item: RemainingItem) {
        self.init(
            job: RescoreChunk.job(run: item.run, item: item.item), tenant: item.tenant, service: item.service)
    }
}
