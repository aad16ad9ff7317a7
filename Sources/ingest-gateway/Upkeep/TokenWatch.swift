import Logging
import ServiceLifecycle

/// Each second asks whether the tokens in use still hold: a revocation takes effect within a few seconds.
struct TokenWatch: Service {
    private static let pause = Duration.seconds(1)

    let logger: Logger
    let tokens: TokenCache

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                do {
                    try await tokens.refresh(now: .now)
                } catch {
                    // Not louder: whoever watches PostgreSQL itself says so once.
                    logger.debug("Tokens cannot be checked", metadata: ["error.message": "\(error)"])
                }
                try? await Task.sleep(for: Self.pause)  // Ignored: a cancelled sleep ends the loop.
            }
        }
    }
}
