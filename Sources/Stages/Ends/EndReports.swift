internal import Logging
internal import ServiceLifecycle
internal import Store

/// Tells the store how workers of this machine ended: those that another life of the same container, or a neighbour, left
/// a record of.
struct EndReports: Service {
    private static let pause = Duration.seconds(5)

    let folder: EndRecordFolder
    let logger: Logger
    let store: Store

    func run() async throws {
        for await _ in AsyncTicks(every: Self.pause).cancelOnGracefulShutdown() { await report() }
    }

    /// A few system calls on small local files; what cannot be told stays for the next turn.
    private func report() async {
        let remains = folder.remains()
        guard !remains.isEmpty else { return }
        do {
            try await store.note(
                remains.compactMap { end in end.signal.map { WorkerEnd(worker: end.worker, signal: $0) } })
        } catch {
            return logger.warning("how workers ended could not be noted", metadata: ["error": "\(error)"])
        }
        for end in remains {
            folder.remove(end)
            logger.notice(
                "a worker of this machine died",
                metadata: ["worker.died": "\(end.worker)", "signal": "\(end.signal ?? "none seen")"])
        }
    }
}
