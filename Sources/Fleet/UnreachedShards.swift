internal import Redis

/// Some shards' servers did not answer. What was to be done in the others is done.
public struct UnreachedShards: CustomStringConvertible, Error {
    public let shards: Set<Int>
    let cause: RedisError

    public var description: String { "\(shards.count) shards cannot be reached: \(cause)" }

    /// Checks replies about shards. Throws what the servers said where all of them failed or one refused, and else
    /// `UnreachedShards`.
    static func check(_ replies: [(shard: Int, reply: RedisReply)]) throws {
        var causes: [Int: RedisError] = [:]
        for (shard, reply) in replies {
            do throws(RedisError) {
                _ = try reply.checked()
            } catch {
                guard error.isTransient else { throw error }
                causes[shard] = error
            }
        }
        guard let cause = causes.values.first else { return }
        if Set(replies.map(\.shard)).isSubset(of: causes.keys) { throw cause }
        throw UnreachedShards(shards: Set(causes.keys), cause: cause)
    }
}
