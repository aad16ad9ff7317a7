internal import CoreMetrics
public import Logging
public import ServiceLifecycle
public import Store
internal import Synchronization

/// This process's hold on the scheduler's duties: one leader of any number, by a row with an end.
public final class Leadership: Service {
    /// How long a hold lasts without renewal.
    static let term = Duration.seconds(10)
    /// How often it is renewed or tried for.
    static let renewal = Duration.seconds(3)
    /// How much earlier than its end the holder stops trusting it, for what clocks and queries take.
    static let margin = Duration.seconds(1)

    private static let duty = "scheduler"

    private let gauge = Gauge(label: "fixops_leader")
    private let holder: String
    private let logger: Logger
    private let store: Store
    private let trustedUntil = Mutex<ContinuousClock.Instant?>(nil)

    /// `holder` is unique to the process's boot.
    public init(store: Store, holder: String, logger: Logger) {
        self.holder = holder
        self.logger = logger
        self.store = store
    }

    /// Whether this process may do the leader's work now.
    public var isLeading: Bool { trustedUntil.withLock { $0.map { ContinuousClock.now < $0 } ?? false } }

    /// Holds on until the process is asked to stop, then lets another take over at once.
    public func run() async throws {
        for await _ in AsyncTicks(every: Self.renewal).cancelOnGracefulShutdown() { await renew() }
        guard isLeading else { return }
        trustedUntil.withLock { $0 = nil }
        do {
            try await store.resign(Self.duty, holder: holder)
        } catch {
            logger.debug("leadership ends by itself", metadata: ["error": "\(error)"])
        }
    }

    private func renew() async {
        let wasLeading = isLeading
        let start = ContinuousClock.now
        do {
            let isHeld = try await store.leadership(
                of: Self.duty, holder: holder, seconds: Int(Self.term.components.seconds))
            trustedUntil.withLock { $0 = isHeld ? start + Self.term - Self.margin : nil }
        } catch {
            // The hold that is trusted runs out by itself.
            logger.debug("leadership could not be renewed", metadata: ["error": "\(error)"])
        }
        gauge.record(isLeading ? 1 : 0)
        if isLeading != wasLeading { logger.notice(isLeading ? "leading the duties" : "no longer leading") }
    }
}
