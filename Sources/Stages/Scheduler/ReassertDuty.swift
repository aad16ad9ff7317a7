internal import Engine
internal import Fleet
internal import Store
internal import Synchronization

/// Keeps what judges fingerprints in Redis at what the store says: recent revisions each second, and everything at a
/// process's first turn and whenever a shard's server has begun another life, in which it may know less than before.
///
/// In a cluster it does so in the shards whose servers answer, and then throws, so that the others' turn comes.
final class ReassertDuty: LeaderDuty {
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
    private let whenLost: @Sendable () async throws -> Set<Int>

    /// `whenLost` is called when Redis may have lost what it had, and gives the shards that it could not look at; they come
    /// again with the next turn, and all of them when it throws.
    init(store: Store, fleet: FleetClient, whenLost: @escaping @Sendable () async throws -> Set<Int>) {
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
        var unreached = Unreached()
        try await unreached.note {
            try await fleet.raiseRevisions(
                revisions.map { Fleet.ServiceRevision(tenant: $0.tenant, service: $0.service, revision: $0.revision) })
        }
        var unseen: Set<Int> = []
        if !lives.isEmpty {
            try await markNewest(&unreached)
            unseen = try await whenLost()
        }
        // The epoch comes last of what is asserted: while it is missing every fingerprint is a miss.
        try await unreached.note { try await fleet.raiseEpoch(epoch) }
        let whole = lives.filter { !unreached.shards.contains($0.shard) && !unseen.contains($0.shard) }
        if !whole.isEmpty { try await unreached.note { try await fleet.confirm(whole) } }
        if let failure = unreached.failure { throw failure }
        lastSuccess.withLock { $0 = now }
    }

    /// The shards in which something could not be asserted.
    private struct Unreached {
        private(set) var failure: UnreachedShards?
        private(set) var shards: Set<Int> = []

        mutating func note(_ body: () async throws -> Void) async throws {
            do {
                try await body()
            } catch let error as UnreachedShards {
                failure = error
                shards.formUnion(error.shards)
            }
        }
    }

    private func markNewest(_ unreached: inout Unreached) async throws {
        var last: SourceSequence?
        while true {
            let sequences = try await store.newestSequences(after: last, limit: Self.page)
            let scans = sequences.map {
                NewestScan(tenant: $0.tenant, service: $0.service, source: $0.source, sequence: $0.sequence)
            }
            try await unreached.note { try await fleet.markNewest(scans) }
            guard sequences.count == Self.page else { return }
            last = sequences.last
        }
    }

    private static func start(after success: Timestamp) -> Timestamp {
        Timestamp(milliseconds: success.milliseconds - recent.components.seconds * 1000)
    }
}
