public import Engine
internal import Hashing
internal import Postgres

extension Store {
    public func saveModel(_ model: NewModel, tenant: String, at time: Timestamp) async throws -> StoredModel {
        try Text.check(tenant, "tenant")
        return try await pool.session { session in
            let rows = try session.run(
                """
                INSERT INTO learned_model (tenant, policy, base, body, counts, report, passed, learned_at)
                VALUES (\(tenant), \(model.policy), \(model.base.column), \(PostgresBytes(model.body)),
                        \(PostgresBytes(model.counts)), \(PostgresBytes(model.report)), \(model.isPassed),
                        \(time.column))
                RETURNING id
                """)
            guard let id = rows.first?.int64(0) else { preconditionFailure("an insert returns its row") }
            return StoredModel(id: id, model: model, learnedAt: time, promotedAt: nil, promotedBy: nil)
        }
    }

    /// A tenant's models, the newest first.
    public func models(tenant: String, limit: Int) async throws -> [StoredModel] {
        try await pool.session { session in
            try session.run(
                """
                SELECT id, policy, base, body, counts, report, passed, learned_at, promoted_at, promoted_by
                  FROM learned_model WHERE tenant = \(tenant) ORDER BY id DESC LIMIT \(limit)
                """
            ).map { $0.model }
        }
    }

    public func model(_ id: Int64, tenant: String) async throws -> StoredModel? {
        try await pool.session { session in
            try session.run(
                """
                SELECT id, policy, base, body, counts, report, passed, learned_at, promoted_at, promoted_by
                  FROM learned_model WHERE tenant = \(tenant) AND id = \(id)
                """
            ).first?.model
        }
    }

    /// Notes that a model is in force. A second promotion leaves the first one's note.
    public func markPromoted(_ id: Int64, by name: String, at time: Timestamp) async throws {
        try await pool.session { session in
            _ = try session.run(
                """
                UPDATE learned_model SET promoted_at = \(time.column), promoted_by = \(Text.storable(name))
                 WHERE id = \(id) AND promoted_at IS NULL
                """)
        }
    }
}

extension PostgresRow {
    fileprivate var model: StoredModel {
        StoredModel(
            id: int64(0),
            model: NewModel(
                policy: text(1), base: digest(2), body: bytes(3), counts: bytes(4), report: bytes(5),
                isPassed: bool(6)),
            learnedAt: timestamp(7), promotedAt: optionalTimestamp(8), promotedBy: isNull(9) ? nil : text(9))
    }
}
