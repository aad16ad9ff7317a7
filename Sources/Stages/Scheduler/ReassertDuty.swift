internal import Engine
internal import Fleet
internal import Store
internal import Synchronization

/// Keeps what judges fingerprints in Redis at what the store says: recent revisions each second, and everything where a
/// shard's epoch is missing, which is how a flushed or new Redis shows itself.
struct ReassertDuty: Duty {
    static let name = "reassert"
    /// How far back a look for recent revisions goes: what a gateway could not raise is raised within this time.
    static let recent = Duration.seconds(60)

    let interval = Duration.seconds(1)
    let store: Store
    let fleet: FleetClient
    /// Called when Redis has lost what it had.
    let whenLost: @Sendable () async throws -> Void

    func perform() async throws {
        let epoch = try await store.threatEpoch()
        let isLost = try await fleet.epochs().contains { $0 == nil }
        let since = Timestamp(milliseconds: WallClock.now().milliseconds - Self.recent.components.seconds * 1000)
        let revisions = try await store.revisions(changedSince: isLost ? nil : since)
        try await fleet.raiseRevisions(
            revisions.map { Fleet.ServiceRevision(tenant: $0.tenant, service: $0.service, revision: $0.revision) })
        if isLost { try await whenLost() }
        // The epoch comes last: while it is missing every fingerprint is a miss, and this duty begins again.
        try await fleet.raiseEpoch(epoch)
    }
}
