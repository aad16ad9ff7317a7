public import Engine
internal import Hashing
internal import Postgres

extension Store {
    /// Verdict bodies that are read at a time, some tens of kilobytes each.
    private static let bodiesAtOnce = 200

    /// The newest `limit` findings of the services under a policy, each as its first decision saw it. Closed findings say
    /// when they were fixed.
    @concurrent
    public func learningCases(policy: String, tenant: String, limit: Int) async throws -> [LearningCase] {
        let rows = try await pool.session { session in
            try session.run(
                """
                SELECT finding.service, COALESCE(opened_as, fingerprint), opened_at, closed_at, decision.key
                  FROM finding
                  JOIN service ON service.tenant = finding.tenant AND service.name = finding.service
                  JOIN decision ON decision.scan = finding.opened_by AND decision.cause = 0
                 WHERE finding.tenant = \(tenant) AND service.policy = \(policy)
                 ORDER BY opened_at DESC, finding.service, fingerprint
                 LIMIT \(limit)
                """)
        }
        let found = rows.map { row in
            FindingRow(
                service: row.text(0), fingerprint: Fingerprint(hex: Hex.encode(row.bytes(1))),
                openedAt: row.timestamp(2), closedAt: row.optionalTimestamp(3),
                key: ContentKey(tenant: tenant, digest: row.digest(4)))
        }
        let byKey = Dictionary(grouping: found, by: \.key)
        let keys = byKey.keys.sorted { $0.digest.precedes($1.digest) }
        var cases: [LearningCase] = []
        for start in stride(from: 0, to: keys.count, by: Self.bodiesAtOnce) {
            let some = Array(keys[start..<min(start + Self.bodiesAtOnce, keys.count)])
            for (key, body) in try await bodiesToLearn(some) { cases += body.cases(byKey[key] ?? []) }
        }
        return cases
    }

    private func bodiesToLearn(_ keys: [ContentKey]) async throws -> [(ContentKey, DecidedBody)] {
        let rows = try await pool.session { session in
            try session.run(
                """
                SELECT place, assessment, enriched
                  FROM unnest(\(keys.map(\.tenant)), \(keys.map(\.digest.column))) WITH ORDINALITY
                       AS given (tenant, key, place)
                  JOIN verdict_body USING (tenant, key)
                """)
        }
        return try rows.map { row in
            let body = DecidedBody(
                enriched: try EnrichedFacts(canonical: row.bytes(2)),
                assessment: try Assessment(canonical: row.bytes(1)))
            return (keys[row.int(0) - 1], body)
        }
    }
}

private struct FindingRow {
    let service: String
    let fingerprint: Fingerprint?
    let openedAt: Timestamp
    let closedAt: Timestamp?
    let key: ContentKey
}

/// A stored verdict with what it was made of.
private struct DecidedBody {
    let enriched: EnrichedFacts
    let assessment: Assessment

    /// Findings that the report suppresses were never judged and teach nothing.
    func cases(_ rows: [FindingRow]) -> [LearningCase] {
        let facts = Dictionary(enriched.facts.findings.map { ($0.fingerprint, $0) }) { first, _ in first }
        let verdicts = Dictionary(assessment.findings.map { ($0.fingerprint, $0.verdict) }) { first, _ in first }
        let threats = Dictionary(enriched.cves.map { ($0.cve, $0) }) { first, _ in first }
        return rows.compactMap { row in
            guard let fingerprint = row.fingerprint, let finding = facts[fingerprint],
                let verdict = verdicts[fingerprint]
            else { return nil }
            return LearningCase(
                service: row.service, finding: fingerprint, cves: finding.cves.compactMap { threats[$0] },
                context: enriched.context, verdict: verdict, openedAt: row.openedAt, closedAt: row.closedAt)
        }
    }
}
