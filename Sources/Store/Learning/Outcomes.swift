public import Engine
internal import Hashing
internal import JSON
internal import Postgres

extension Store {
    /// Stores outcomes, each once by its id; all or none.
    ///
    /// Throws `notFound` for a service that the tenant does not have, and `conflict` for an id that is known with another
    /// content.
    public func saveOutcomes(_ outcomes: [OutcomeEvent], tenant: String, at time: Timestamp) async throws
        -> OutcomeReceipt
    {
        try Text.check(tenant, "tenant")
        var distinct: [String: OutcomeEvent] = [:]
        for outcome in outcomes {
            try Text.check(outcome.id, "outcome's id")
            guard distinct[outcome.id, default: outcome] == outcome else { throw Self.conflict(outcome.id) }
            distinct[outcome.id] = outcome
        }
        let sorted = distinct.values.sorted { $0.id < $1.id }
        guard !sorted.isEmpty else { return OutcomeReceipt(accepted: 0, duplicates: 0) }
        return try await pool.transaction { session in
            try Self.requireServices(Set(sorted.map(\.service)).sorted(), of: tenant, session)
            let accepted = try Self.insert(sorted, tenant, time, session)
            try Self.requireEqual(sorted, tenant, session)
            return OutcomeReceipt(accepted: accepted, duplicates: outcomes.count - accepted)
        }
    }

    /// The newest outcomes by their own times.
    public func outcomes(tenant: String, limit: Int) async throws -> [OutcomeEvent] {
        let rows = try await pool.session { session in
            try session.run(
                "SELECT body FROM outcome WHERE tenant = \(tenant) ORDER BY at DESC, id LIMIT \(limit)")
        }
        return try rows.map { try OutcomeEvent(parsing: JSONValue(parsing: $0.bytes(0))) }
    }

    private static func requireServices(_ names: [String], of tenant: String, _ session: PostgresSession) throws {
        let missing = try session.run(
            """
            SELECT given.name
              FROM unnest(\(names)) AS given (name)
              LEFT JOIN service ON service.tenant = \(tenant) AND service.name = given.name
             WHERE service.name IS NULL
             ORDER BY given.name
             LIMIT 1
            """
        ).first?.text(0)
        if let missing { throw StoreError(.notFound, "there is no service \"\(missing)\"") }
    }

    private static func insert(
        _ outcomes: [OutcomeEvent], _ tenant: String, _ time: Timestamp, _ session: PostgresSession
    ) throws -> Int {
        try session.run(
            """
            INSERT INTO outcome (tenant, id, kind, at, service, body, digest, received_at)
            SELECT \(tenant), id, kind, at, service, body, digest, \(time.column)
              FROM unnest(\(outcomes.map(\.id)), \(outcomes.map(\.kind.rawValue)), \(outcomes.map(\.at.column)),
                          \(outcomes.map(\.service)), \(outcomes.map { PostgresBytes($0.canonical) }),
                          \(outcomes.map(\.digest.column))) AS given (id, kind, at, service, body, digest)
            ON CONFLICT (tenant, id) DO NOTHING
            """
        ).affected
    }

    private static func requireEqual(_ outcomes: [OutcomeEvent], _ tenant: String, _ session: PostgresSession) throws {
        let other = try session.run(
            """
            SELECT id
              FROM unnest(\(outcomes.map(\.id)), \(outcomes.map(\.digest.column))) AS given (id, digest)
              JOIN outcome USING (id)
             WHERE tenant = \(tenant) AND outcome.digest <> given.digest
             ORDER BY id
             LIMIT 1
            """
        ).first?.text(0)
        if let other { throw conflict(other) }
    }

    private static func conflict(_ id: String) -> StoreError {
        StoreError(
            .conflict, "the outcome \"\(id)\" is known already and says something else: outcomes are never changed")
    }
}
