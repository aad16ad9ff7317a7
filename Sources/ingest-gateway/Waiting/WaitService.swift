import Engine
import Fleet
import Logging
import ServiceLifecycle

/// Serves all waiters together: one reader of hints, and each second one question to Postgres for those whose hint is
/// overdue. Hints only hasten; the answer is always read from Postgres.
struct WaitService: Service {
    private static let page = 100
    private static let pause = Duration.seconds(1)
    private static let tick = Duration.milliseconds(100)

    let answers: ScanAnswers
    let logger: Logger
    let reader: DoneReader
    let registry: WaiterRegistry

    func run() async throws {
        await withGracefulShutdownHandler {
            await cancelWhenGracefulShutdown {
                await withTaskGroup { group in
                    group.addTask { await readHints() }
                    group.addTask { await watchDeadlines() }
                    group.addTask { await askAgain() }
                }
            }
        } onGracefulShutdown: {
            registry.close()
        }
    }

    private func readHints() async {
        while !Task.isCancelled {
            do {
                let hinted = try await reader.next(blockingFor: Self.pause)
                await settle(registry.awaited(of: hinted.compactMap { ScanID($0) }))
            } catch {
                logger.debug("No hints are read", metadata: ["error.message": "\(error)"])
                await sleep(Self.pause)
            }
        }
    }

    private func watchDeadlines() async {
        while !Task.isCancelled {
            registry.expire(now: .now)
            await sleep(Self.tick)
        }
    }

    private func askAgain() async {
        while !Task.isCancelled {
            await settle(registry.awaited(since: .now - Self.pause))
            await sleep(Self.pause)
        }
    }

    private func settle(_ awaited: [AwaitedScan]) async {
        for (tenant, own) in Dictionary(grouping: awaited, by: \.tenant) {
            // In pages: each holds its decisions' documents while they are written.
            for first in stride(from: 0, to: own.count, by: Self.page) {
                await settle(own[first..<min(first + Self.page, own.count)].map(\.scan), of: tenant)
            }
        }
    }

    private func settle(_ page: [ScanID], of tenant: String) async {
        do {
            for (scan, end) in try await answers.ends(of: page, tenant: tenant) { registry.end(scan, end) }
        } catch {
            logger.warning("Answers cannot be read", metadata: ["error.message": "\(error)"])
        }
    }

    private func sleep(_ duration: Duration) async {
        try? await Task.sleep(for: duration)  // Ignored: a cancelled sleep ends the loop.
    }
}
