public import Postgres
public import Redis

/// Where the servers are, checked.
public struct ServerSettings: Sendable {
    public static let defaultPostgresURL = "postgres://fixops@127.0.0.1:5432/fixops"
    public static let defaultRedisURL = "redis://127.0.0.1:6379/0"

    public let redis: RedisEndpoint
    public let postgresURL: String

    /// Throws `SettingError` for an address that cannot be one.
    public init(_ options: ServerOptions, _ reader: SettingReader) throws(SettingError) {
        postgresURL = try reader.value(
            .postgresURL, flag: options.postgresURL, default: Self.defaultPostgresURL,
            expected: "an address that begins with postgres://", isSecret: true
        ) { $0.hasPrefix("postgres://") || $0.hasPrefix("postgresql://") ? $0 : nil }
        let url = reader.text(.redisURL, flag: options.redisURL) ?? Self.defaultRedisURL
        do {
            redis = try RedisEndpoint(url)
        } catch {
            throw SettingError("\(SettingName.redisURL.rawValue): \(error)")
        }
    }

    /// A pool of `size` connections that shows itself as `name` in `pg_stat_activity`.
    public func pool(name: String, size: Int) throws(PostgresError) -> PostgresPool {
        try PostgresPool(PostgresSettings(url: postgresURL, size: size, applicationName: name))
    }

    /// For the log line at the start, without secrets.
    public var summary: [SettingName: String] {
        [.postgresURL: SettingReader.hidingPassword(postgresURL), .redisURL: "\(redis)"]
    }
}
