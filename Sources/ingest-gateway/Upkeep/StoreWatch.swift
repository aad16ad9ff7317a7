import Logging
import ServiceLifecycle
import Store
import Synchronization

/// Each second learns from Postgres what changed in the feeds, and tells it which decisions were hit.
final class StoreWatch: Service {
    private static let pause = Duration.seconds(1)

    private let hits: HitCounts
    private let lastFailure = Mutex<String?>("Postgres has not been reached yet")
    private let logger: Logger
    private let shortCircuit: ShortCircuit
    private let store: Store

    init(store: Store, shortCircuit: ShortCircuit, hits: HitCounts, logger: Logger) {
        self.hits = hits
        self.logger = logger
        self.shortCircuit = shortCircuit
        self.store = store
    }

    /// Why Postgres did not answer the last time it was asked; nil when it did.
    var failure: String? { lastFailure.withLock { $0 } }

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                await self.exchange()
                try? await Task.sleep(for: Self.pause)  // Ignored: a cancelled sleep ends the loop.
            }
        }
        await exchange()
    }

    private func exchange() async {
        let taken = hits.take()
        do {
            shortCircuit.record(try await store.cveChanges(since: shortCircuit.epoch))
            if !taken.isEmpty { try await store.recordHits(taken) }
            note(nil)
        } catch {
            hits.giveBack(taken)
            note("\(error)")
        }
    }

    private func note(_ failure: String?) {
        let last = lastFailure.withLock { last in
            defer { last = failure }
            return last
        }
        switch (last, failure) {
        case (nil, .some(let failure)):
            logger.warning(
                "Postgres is away: only known reports are answered", metadata: ["error.message": "\(failure)"])
        case (.some, nil): logger.info("Postgres answers")
        case (nil, nil), (.some, .some): break
        }
    }
}
