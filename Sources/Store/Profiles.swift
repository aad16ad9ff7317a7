public import Engine
internal import Postgres

extension Store {
    /// One for each key. A service that is not known has unknown context, revision 0 and the policy `default`.
    public func profiles(_ keys: [ServiceKey]) async throws -> [ServiceKey: ServiceProfile] {
        guard !keys.isEmpty else { return [:] }
        return try await pool.session { session in
            let rows = try session.run(
                """
                SELECT place, COALESCE(context, '{}'), COALESCE(revision, 0), policy.name, policy.digest,
                       policy.origin
                  FROM unnest(\(keys.map(\.tenant)), \(keys.map(\.service))) WITH ORDINALITY
                       AS given (tenant, service, place)
                  LEFT JOIN service ON service.tenant = given.tenant AND service.name = given.service
                  LEFT JOIN policy
                    ON policy.tenant = given.tenant AND policy.name = COALESCE(service.policy, 'default')
                """)
            let inputs = try Self.inputs(of: keys, session)
            let found = rows.map { row in
                // Without a row the name is `default`: no other is accepted before it has one.
                let policy =
                    row.isNull(3)
                    ? Policy.standard.reference
                    : PolicyReference(name: row.text(3), digest: row.digest(4), origin: row.optionalText(5))
                let key = keys[row.int(0) - 1]
                let profile = ServiceProfile(
                    context: row.bytes(1), inputs: inputs[key] ?? [], revision: row.int64(2), policy: policy)
                return (key, profile)
            }
            return Dictionary(found) { first, _ in first }
        }
    }

    /// A report that was posted again and answered from its fingerprint counts as posted then.
    static func inputs(
        of keys: [ServiceKey], _ session: PostgresSession
    ) throws -> [ServiceKey: [PostedInput]] {
        let rows = try session.run(
            """
            SELECT place, kind, GREATEST(scan.accepted_at, decision_hit.last_seen_at)
              FROM unnest(\(keys.map(\.tenant)), \(keys.map(\.service))) WITH ORDINALITY
                   AS given (tenant, service, place)
              JOIN current_decision AS held USING (tenant, service)
              JOIN scan ON scan.id = held.scan
              LEFT JOIN decision_hit ON decision_hit.tenant = held.tenant AND decision_hit.decision = held.decision
             CROSS JOIN unnest(held.inputs) AS posted (kind)
            """)
        var inputs: [ServiceKey: [PostedInput]] = [:]
        for row in rows {
            // A kind that only a newer build knows cannot be demanded by a policy that this build reads.
            guard let kind = InputKind(rawValue: row.text(1)) else { continue }
            inputs[keys[row.int(0) - 1], default: []].append(PostedInput(kind: kind, at: row.timestamp(2)))
        }
        return inputs
    }

    /// A policy's canonical bytes; the built-in pack is known without a row.
    public func policyBody(_ key: ContentKey) async throws -> [UInt8]? {
        if key.digest == Policy.standard.digest { return Policy.standard.canonical }
        return try await pool.session { session in
            try session.run(
                "SELECT body FROM policy_body WHERE tenant = \(key.tenant) AND digest = \(key.digest.column)"
            ).first?.bytes(0)
        }
    }

    /// A tenant's policies in force, by name, the built-in pack among them.
    public func policies(tenant: String) async throws -> [StoredPolicy] {
        let stored = try await pool.session { session in
            try session.run(
                """
                SELECT name, digest, body, changed_at, origin
                  FROM policy
                  JOIN policy_body USING (tenant, digest)
                 WHERE tenant = \(tenant)
                 ORDER BY name
                """
            ).map { row in
                StoredPolicy(
                    name: row.text(0), digest: row.digest(1), body: row.bytes(2), changedAt: row.timestamp(3),
                    origin: row.optionalText(4))
            }
        }
        let standard = Policy.standard
        guard !stored.contains(where: { $0.name == standard.name }) else { return stored }
        let builtIn = StoredPolicy(
            name: standard.name, digest: standard.digest, body: standard.canonical, changedAt: nil, origin: nil)
        return (stored + [builtIn]).sorted { $0.name < $1.name }
    }

    /// Revisions that changed after `time`, or all. Times are the server's: let periods overlap.
    public func revisions(changedSince time: Timestamp?) async throws -> [ServiceRevision] {
        try await pool.session { session in
            let rows =
                if let time {
                    try session.run(
                        "SELECT tenant, name, revision FROM service WHERE revised_at > \(time.column)")
                } else {
                    try session.run("SELECT tenant, name, revision FROM service")
                }
            return rows.map { ServiceRevision(tenant: $0.text(0), service: $0.text(1), revision: $0.int64(2)) }
        }
    }
}
