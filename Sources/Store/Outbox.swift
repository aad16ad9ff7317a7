internal import Engine
internal import Postgres

extension Store {
    /// Adds messages of one kind, due at once. Payloads are canonical JSON.
    public func post(_ kind: String, _ payloads: [[UInt8]], tenant: String) async throws {
        guard !payloads.isEmpty else { return }
        try await pool.session { session in
            _ = try session.run(
                """
                INSERT INTO outbox (tenant, kind, payload)
                SELECT \(tenant), \(kind), payload FROM unnest(\(payloads.map(PostgresBytes.init))) AS given (payload)
                """)
        }
    }

    /// Messages that are due, taken for `seconds`: one that is not finished by then is due again.
    public func takeOutbox(limit: Int, seconds: Int) async throws -> [OutboxMessage] {
        try await pool.session { session in
            try session.run(
                """
                UPDATE outbox
                   SET attempts = attempts + 1, due_at = now() + make_interval(secs => \(Double(seconds)))
                 WHERE id = ANY (ARRAY(
                           SELECT id FROM outbox WHERE due_at <= now() ORDER BY due_at LIMIT \(limit)
                              FOR UPDATE SKIP LOCKED
                       ))
                RETURNING id, tenant, kind, payload, attempts, created_at
                """
            ).map { row in
                OutboxMessage(
                    id: row.int64(0), tenant: row.text(1), kind: row.text(2), payload: row.bytes(3),
                    attempts: row.int(4), createdAt: row.timestamp(5))
            }
        }
    }

    /// Forgets messages that were delivered.
    public func finishOutbox(_ ids: [Int64]) async throws {
        guard !ids.isEmpty else { return }
        try await pool.session { session in
            _ = try session.run("DELETE FROM outbox WHERE id = ANY (\(ids.sorted()))")
        }
    }
}
