internal import Engine
internal import Fleet
internal import Store
internal import Synchronization

/// Keeps what judges fingerprints in Redis at what the store says: recent revisions each second, and everything at a
/// process's first turn and where a shard's epoch is missing, which is how a flushed or new Redis shows itself.
final class ReassertDuty: Duty {
    static let name = "reassert"
    /// How far a look for recent revisions goes back behind the last turn that succeeded, for what clocks and
    /// transactions take: what a gateway could not raise is raised however long nobody led.
    static let recent = Duration.seconds(60)

    let interval = Duration.seconds(1)
    private let fleet: FleetClient
    /// When the last turn that succeeded began; nil before the first.
    private let lastSuccess = Mutex<Timestamp?>(nil)
    private let store: Store
    private let whenLost: @Sendable () async throws -> Void

    /// `whenLost` is called when Redis has lost what it had.
    init(store: Store, fleet: FleetClient, whenLost: @escaping @Sendable () async throws -> Void) {
        self.fleet = fleet
        self.store = store
        self.whenLost = whenLost
    }

    func perform() async throws {
        let now = WallClock.now()
        let epoch = try await store.threatEpoch()
        let isLost = try await fleet.epochs().contains { $0 == nil }
        let since = isLost ? nil : lastSuccess.withLock { $0 }.map(Self.start(after:))
        let revisions = try await store.revisions(changedSince: since)
        try await fleet.raiseRevisions(
            revisions.map { Fleet.ServiceRevision(tenant: $0.tenant, service: $0.service, revision: $0.revision) })
        if isLost { try await whenLost() }
        // The epoch comes last: while it is missing every fingerprint is a miss, and this duty begins again.
        try await fleet.raiseEpoch(epoch)
        lastSuccess.withLock { $0 = now }
    }

    private static func start(after success: Timestamp) -> Timestamp {
        Timestamp(milliseconds: success.milliseconds - recent.components.seconds * 1000)
    }
}
