public import Engine
internal import Hashing
internal import Postgres

extension Store {
    /// Those of the decisions that the tenant has, with the parts that an answer is built of.
    ///
    /// Throws `RecordError` or `EvidenceProblem` for a stored body that this build cannot read.
    @concurrent
    public func decisions(_ ids: [ScanID], tenant: String) async throws -> [DecisionRecord] {
        guard !ids.isEmpty else { return [] }
        let rows = try await pool.session { session in try Self.decisionRows(ids, tenant: tenant, session) }
        return try rows.map { row in try row.decisionRecord() }
    }

    /// The newest decision of each of the scans that has one.
    @concurrent
    public func decisionsOf(scans: [ScanID], tenant: String) async throws -> [DecisionRecord] {
        guard !scans.isEmpty else { return [] }
        let rows = try await pool.session { session in
            let newest = try session.run(
                """
                SELECT DISTINCT ON (scan) decision.id
                  FROM unnest(\(scans.map(\.uuid))) AS given (scan)
                  JOIN decision USING (scan)
                 WHERE decision.tenant = \(tenant)
                 ORDER BY scan, cause DESC
                """
            ).map { $0.id(0) }
            return try Self.decisionRows(newest, tenant: tenant, session)
        }
        return try rows.map { row in try row.decisionRecord() }
    }

    /// Evidence by the id of a decision, or of a scan (its newest decision's).
    ///
    /// Throws `damaged` unless the bytes have the digest that was stored with the decision.
    public func evidence(_ id: ScanID, tenant: String) async throws -> StoredEvidence? {
        let rows = try await pool.session { session in
            try session.run(
                """
                SELECT decision.id, scan, evidence.digest, evidence.body, assessment_at, enriched_at, assessment, enriched
                  FROM decision
                  JOIN evidence ON evidence.decision = decision.id
                  JOIN verdict_body ON verdict_body.tenant = decision.tenant AND verdict_body.key = decision.key
                 WHERE decision.tenant = \(tenant) AND (decision.id = \(id.uuid) OR decision.scan = \(id.uuid))
                 ORDER BY decision.id = \(id.uuid) DESC, cause DESC
                 LIMIT 1
                """)
        }
        return try rows.first?.evidence()
    }

    private static func decisionRows(
        _ ids: [ScanID], tenant: String, _ session: PostgresSession
    ) throws -> PostgresRows {
        try session.run(
            """
            SELECT made.id, made.scan, made.tenant, made.service, made.source, made.sequence, made.cause, made.key,
                   made.artifact, policy_name, policy_digest, epoch, revision, decided_at, due, made.valid_until, superseded,
                   assessment, enriched, evidence.digest, held.decision IS NOT DISTINCT FROM made.id, found.document,
                   evidence.body, assessment_at, enriched_at, policy_origin
              FROM unnest(\(ids.map(\.uuid))) WITH ORDINALITY AS given (id, place)
              JOIN decision AS made USING (id)
              JOIN verdict_body ON verdict_body.tenant = made.tenant AND verdict_body.key = made.key
              JOIN evidence ON evidence.decision = made.id
              LEFT JOIN current_decision AS held
                ON held.tenant = made.tenant AND held.service = made.service AND held.source = made.source
              LEFT JOIN LATERAL (
                       SELECT document
                         FROM normalization
                        WHERE normalization.tenant = made.tenant AND normalization.artifact = made.artifact
                          AND normalization.facts_digest = made.facts_digest
                        ORDER BY version DESC, format
                        LIMIT 1
                   ) AS found ON true
             WHERE made.tenant = \(tenant)
             ORDER BY given.place
            """)
    }
}

extension PostgresRow {
    fileprivate func evidence() throws(StoreError) -> StoredEvidence {
        let whole = skeleton(3).filled(assessment: bytes(6), enriched: bytes(7))
        guard Digest(of: whole) == digest(2) else {
            throw StoreError(.damaged, "the evidence of decision \(id(0)) no longer has its digest: it was altered")
        }
        return StoredEvidence(decision: id(0), scan: id(1), digest: digest(2), bytes: whole)
    }

    /// From three columns, the first of which is `column`: the body and the places of the two parts that it is without.
    private func skeleton(_ column: Int) -> EvidenceSkeleton {
        EvidenceSkeleton(
            bytes: bytes(column), assessmentAt: optionalInt64(column + 1).map(Int32.init),
            enrichedAt: optionalInt64(column + 2).map(Int32.init))
    }

    fileprivate func decisionRecord() throws -> DecisionRecord {
        let enriched = try EnrichedFacts(canonical: bytes(18))
        let decision = Decision(
            scan: id(1), tenant: text(2), service: text(3), source: text(4), cause: int64(6), key: digest(7),
            assessment: try Assessment(canonical: bytes(17)), coverage: enriched.coverage,
            policy: PolicyReference(name: text(9), digest: digest(10), origin: optionalText(25)), epoch: int64(11),
            decidedAt: timestamp(13),
            due: optionalTimestamp(14), validUntil: optionalTimestamp(15))
        let evidence = skeleton(22).filled(assessment: bytes(17), enriched: bytes(18))
        return DecisionRecord(
            id: id(0), decision: decision, sequence: int64(5), artifact: digest(8), enriched: enriched,
            document: optionalBytes(21), evidence: digest(19), feeds: try Evidence.feeds(of: evidence),
            revision: int64(12), isCurrent: bool(20), isSuperseded: bool(16))
    }
}
