internal import Engine
internal import Fleet
internal import Store
internal import Synchronization

/// Keeps what judges fingerprints in Redis at what the store says: recent revisions each second, and everything at a
/// process's first turn and whenever a shard's server has begun another life, in which it may know less than before.
final class ReassertDuty: Duty {
    static let name = "reassert"
    /// How far a look for recent revisions goes back behind the last turn that succeeded, for what clocks and
    /// transactions take: what a gateway could not raise is raised however long nobody led.
    static let recent = Duration.seconds(60)
    private static let page = 1_000

    let interval = Duration.seconds(1)
    private let fleet: FleetClient
    /// When the last turn that succeeded began; nil before the first.
    private let lastSuccess = Mutex<Timestamp?>(nil)
    private let store: Store
    private let whenLost: @Sendable () async throws -> Void

    /// `whenLost` is called when Redis may have lost what it had; when it throws, the next turn calls it again.
    init(store: Store, fleet: FleetClient, whenLost: @escaping @Sendable () async throws -> Void) {
        self.fleet = fleet
        self.store = store
        self.whenLost = whenLost
    }

    func perform() async throws {
        let now = WallClock.now()
        let epoch = try await store.threatEpoch()
        let lives = try await fleet.lives().filter { !$0.isConfirmed }
        let since = lives.isEmpty ? lastSuccess.withLock { $0 }.map(Self.start(after:)) : nil
        let revisions = try await store.revisions(changedSince: since)
        try await fleet.raiseRevisions(
            revisions.map { Fleet.ServiceRevision(tenant: $0.tenant, service: $0.service, revision: $0.revision) })
        if !lives.isEmpty {
            try await markNewest()
            try await whenLost()
        }
        // The epoch comes last of what is asserted: while it is missing every fingerprint is a miss.
        try await fleet.raiseEpoch(epoch)
        if !lives.isEmpty { try await fleet.confirm(lives) }
        lastSuccess.withLock { $0 = now }
    }

    private func markNewest() async throws {
        var last: SourceSequence?
        while true {
            let sequences = try await store.newestSequences(after: last, limit: Self.page)
            try await fleet.markNewest(
                sequences.map {
                    NewestScan(tenant: $0.tenant, service: $0.service, source: $0.source, sequence: $0.sequence)
                })
            guard sequences.count == Self.page else { return }
            last = sequences.last
        }
    }

    private static func start(after success: Timestamp) -> Timestamp {
        Timestamp(milliseconds: success.milliseconds - recent.components.seconds * 1000)
    }
}
