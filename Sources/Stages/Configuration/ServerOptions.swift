public import ArgumentParser

/// Where the servers are: flags of every process that uses them.
public struct ServerOptions: ParsableArguments {
    @Option(
        name: .customLong("redis-url"),
        help: """
            redis://HOST:PORT/N, rediss://…, unix:///PATH or redis+cluster://HOST:PORT,… (FIXOPS_REDIS_URL; \
            redis://127.0.0.1:6379/0).
            """)
    public var redisURL: String?

    @Option(
        name: .customLong("postgres-url"),
        help: "postgres://USER@HOST/DATABASE (FIXOPS_POSTGRES_URL; postgres://fixops@127.0.0.1:5432/fixops).")
    public var postgresURL: String?

    public init() {}
}
