public import Postgres

/// Everything that FixOps keeps: all SQL is in this module, one transaction or one statement a method, any number of rows.
public struct Store: Sendable {
    let pool: PostgresPool

    /// The schema must have passed `Schema.check`.
    public init(pool: PostgresPool) { self.pool = pool }
}
