import Fleet
import Postgres
import Redis

/// What is said while a server that the gateway needs does not do its part; names no address, because any caller may read it.
enum ServerOutage {
    /// Nil for errors that are no server's.
    static func problem(for error: any Error) -> Problem? {
        switch error {
        case let error as PostgresError where error.isTransient:
            Problem(
                .unavailable,
                "PostgreSQL cannot be reached: nothing is accepted or read until it answers; look at the server that "
                    + "the gateway's FIXOPS_POSTGRES_URL names, then try again", retryAfter: 1)
        case let error as RedisError: redis(error)
        case let error as UnreachedShards:
            Problem(
                .unavailable,
                "the servers of \(error.shards.count) shards cannot be reached: what was asked is done in the others; look "
                    + "at the Redis cluster that the gateway's FIXOPS_REDIS_URL names, then ask the same again",
                retryAfter: 1)
        default: nil
        }
    }

    private static func redis(_ error: RedisError) -> Problem {
        let kept = "what was accepted is kept in PostgreSQL"
        if case .server(let error) = error {
            return Problem(
                .unavailable,
                "Redis refuses (\(error.code)): the queues can neither be seen nor changed, \(kept); the gateway's log says "
                    + "more", retryAfter: 1)
        }
        return Problem(
            .unavailable,
            "Redis cannot be reached: the queues can neither be seen nor changed, \(kept) and goes on when Redis answers; "
                + "look at the server that the gateway's FIXOPS_REDIS_URL names, then try again", retryAfter: 1)
    }
}
