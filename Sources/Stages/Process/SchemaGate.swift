internal import Fleet
internal import Logging
internal import Postgres
internal import ServiceLifecycle
internal import Store
internal import Synchronization

/// Lets a process work only on a schema that it knows, and with the fleet's own layout. A database that is away, or not
/// migrated yet, is waited for: the process then reports itself as not ready and starts by itself later.
final class SchemaGate: Sendable {
    private static let pause = Duration.seconds(1)

    private let logger: Logger
    private let map: ShardMap
    private let pool: PostgresPool
    private let state = Mutex<String?>("the database's schema is not checked yet")

    /// `map` is the layout that the process was told.
    init(pool: PostgresPool, map: ShardMap, logger: Logger) {
        self.logger = logger
        self.map = map
        self.pool = pool
    }

    /// Why the process does not work yet; nil when it does.
    var problem: String? { state.withLock { $0 } }

    /// False when the process was asked to stop while it waited. Throws `SchemaError.newer`, and
    /// `FleetLayoutError` where the fleet has another layout.
    func pass() async throws -> Bool {
        for await _ in AsyncTicks(every: Self.pause).cancelOnGracefulShutdown() {
            do {
                try await Schema.check(pool)
                try await Store(pool: pool).adoptLayout(shards: map.shards, lanes: map.lanes)
                state.withLock { $0 = nil }
                return true
            } catch let error as PostgresError where StoreOutage.isOutage(error) {
                tell("\(error)")
            } catch let error as SchemaError where error.endsWithMigration {
                tell("\(error)")
            }
        }
        return false
    }

    private func tell(_ reason: String) {
        let isNews = state.withLock { state in
            defer { state = reason }
            return state != reason
        }
        if isNews { logger.warning("waiting for the database", metadata: ["error": "\(reason)"]) }
    }
}
