internal import CoreMetrics
public import Engine
public import Logging
public import ServiceLifecycle
public import Store
internal import Synchronization

/// The feeds in memory, kept at the newest epoch: by a look at the number each second, and at once when a job asks.
public final class ThreatSource: Service {
    /// How often the published epoch is asked for.
    static let pollInterval = Duration.seconds(1)
    /// After how many polls the headers are read again: an import that changes nothing renews a feed's date alone.
    static let pollsBetweenHeaders = 60

    private let epochGauge = Gauge(label: "fixops_threat_epoch")
    private let logger: Logger
    private let store: Store
    private let table = Mutex<ThreatTable?>(nil)

    /// Loads nothing yet: the first `table(atLeast:)` or the service does.
    public init(store: Store, logger: Logger) {
        self.logger = logger
        self.store = store
    }

    /// Whether there is a table.
    public var isLoaded: Bool { table.withLock { $0 != nil } }

    /// The table at `epoch` or later; one below it where the store does not have that epoch yet.
    public func table(atLeast epoch: Int64) async throws -> ThreatTable {
        if let held = table.withLock({ $0 }), held.epoch >= epoch { return held }
        return try await reload()
    }

    /// Polls until the process is asked to stop. A store that is away is tried again; the table that is held stays.
    public func run() async throws {
        var polls = 0
        for await _ in AsyncTicks(every: Self.pollInterval).cancelOnGracefulShutdown() {
            polls += 1
            do {
                try await poll(withHeaders: polls.isMultiple(of: Self.pollsBetweenHeaders))
            } catch {
                logger.debug("the feeds could not be read again", metadata: ["error": "\(error)"])
            }
        }
    }

    private func poll(withHeaders: Bool) async throws {
        let published = try await store.threatEpoch()
        if withHeaders || table.withLock({ $0.map { $0.epoch < published } ?? true }) { _ = try await reload() }
    }

    /// Reads what changed, or everything where nothing is held or the changes are no longer known.
    private func reload() async throws -> ThreatTable {
        let held = table.withLock { $0 }
        let newer = try await newer(than: held)
        let kept = table.withLock { table -> ThreatTable in
            // A slower reload never replaces a newer table.
            if let known = table, known.epoch > newer.epoch { return known }
            table = newer
            return newer
        }
        epochGauge.record(kept.epoch)
        if kept.epoch != held?.epoch {
            logger.info("feeds loaded", metadata: ["feeds.epoch": .stringConvertible(kept.epoch)])
        }
        return kept
    }

    private func newer(than held: ThreatTable?) async throws -> ThreatTable {
        guard var table = held, let delta = try await store.threatDelta(since: table.epoch) else {
            return try await store.threatTable()
        }
        table.apply(delta)
        return table
    }
}
