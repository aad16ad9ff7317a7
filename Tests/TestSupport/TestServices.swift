import Glibc

/// The private servers that `scripts/test` starts; nil where the tests run without them.
public enum TestServices {
    public static let postgresURL = environment("FIXOPS_TEST_POSTGRES_URL")
    public static let redisURL = environment("FIXOPS_TEST_REDIS_URL")

    /// What a skipped test says of itself.
    public static let hint =
        "run ./scripts/test, which starts the servers and sets FIXOPS_TEST_REDIS_URL and FIXOPS_TEST_POSTGRES_URL"

    private static func environment(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }
}
