public import Engine
internal import Postgres

extension Store {
    /// What the services hold, by CVE.
    public func heldRisks(_ keys: [ServiceKey]) async throws -> [ServiceKey: [String: HeldRisk]] {
        guard !keys.isEmpty else { return [:] }
        return try await pool.session { session in
            let rows = try session.run(
                """
                SELECT place, cve, verdict, dates_below, score_date, basis
                  FROM unnest(\(keys.map(\.tenant)), \(keys.map(\.service))) WITH ORDINALITY
                       AS given (tenant, service, place)
                  JOIN held_risk USING (tenant, service)
                """)
            var held: [ServiceKey: [String: HeldRisk]] = [:]
            for row in rows {
                guard let cve = CVEID(packed: row.int64(1)) else { preconditionFailure("column 1 is no CVE") }
                held[keys[row.int(0) - 1], default: [:]][cve.description] = HeldRisk(
                    verdict: row.verdict(2), datesBelow: row.int(3), scoreDate: row.timestamp(4),
                    basis: row.digest(5))
            }
            return held
        }
    }

    /// Remembers what services hold. Counting is by score date, so that the same change may come again.
    public func saveHeldRisks(_ changes: [HeldRiskChange]) async throws {
        let changes = changes.sorted {
            ($0.key.tenant, $0.key.service, $0.cve.packed) < ($1.key.tenant, $1.key.service, $1.cve.packed)
        }
        guard !changes.isEmpty else { return }
        try await pool.transaction { session in
            try Self.delete(changes.filter { $0.risk == nil }, session)
            try Self.upsert(changes.filter { $0.risk != nil }, session)
        }
    }

    private static func delete(_ changes: [HeldRiskChange], _ session: PostgresSession) throws {
        guard !changes.isEmpty else { return }
        try session.run(
            """
            DELETE FROM held_risk
             USING unnest(\(changes.map(\.key.tenant)), \(changes.map(\.key.service)), \(changes.map(\.cve.packed)),
                          \(changes.map(\.scoreDate.column))) AS given (tenant, service, cve, score_date)
             WHERE held_risk.tenant = given.tenant AND held_risk.service = given.service
               AND held_risk.cve = given.cve AND held_risk.score_date <= given.score_date
            """)
    }

    private static func upsert(_ changes: [HeldRiskChange], _ session: PostgresSession) throws {
        let risks = changes.compactMap(\.risk)
        guard !risks.isEmpty else { return }
        try session.run(
            """
            INSERT INTO held_risk AS held (tenant, service, cve, verdict, dates_below, score_date, basis)
            SELECT * FROM unnest(\(changes.map(\.key.tenant)), \(changes.map(\.key.service)),
                                 \(changes.map(\.cve.packed)), \(risks.map(\.verdict.rawValue)),
                                 \(risks.map { Int32($0.datesBelow) }), \(risks.map(\.scoreDate.column)),
                                 \(risks.map(\.basis.column)))
            ON CONFLICT (tenant, service, cve) DO UPDATE
               SET verdict = excluded.verdict, dates_below = excluded.dates_below,
                   score_date = excluded.score_date, basis = excluded.basis
             WHERE held.score_date <= excluded.score_date
            """)
    }
}
