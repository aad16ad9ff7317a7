internal import Synchronization

/// The lives of the shards' servers that were seen to be confirmed, over the connections that stand now.
///
/// A server that comes back with an old state brings the confirmation of its old life with it, and with it fingerprints
/// that are void. It comes over a new connection: whatever is known ends there.
final class ConfirmedLives: Sendable {
    private struct State {
        var lives: [Int: (name: String, connects: Int)] = [:]
        var doubt: (name: String, until: ContinuousClock.Instant)?
    }

    /// How long a doubt lasts before it is looked into again.
    private static let pause = Duration.milliseconds(100)

    private let state = Mutex(State())

    /// Whether `name`, as read over the connection number `connects`, is a shard's confirmed life.
    func contains(_ name: String?, shard: Int, connects: Int) -> Bool {
        state.withLock { $0.lives[shard].map { $0.name == name && $0.connects == connects } ?? false }
    }

    /// Whether to look into a life that is not known as confirmed: not again at once for the same name.
    func shouldLook(into name: String) -> Bool {
        state.withLock { state in
            if let doubt = state.doubt, doubt.name == name, .now < doubt.until { return false }
            state.doubt = (name, .now + Self.pause)
            return true
        }
    }

    /// Takes up lives that were read over the connection number `connects`.
    func set(_ lives: [ShardLife], connects: Int) {
        state.withLock { state in
            for life in lives { state.lives[life.shard] = life.isConfirmed ? (life.name, connects) : nil }
        }
    }
}
