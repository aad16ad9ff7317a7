import Postgres

/// Questions to what PostgreSQL holds, each of which must find nothing.
struct StoredChecks: Sendable {
    private struct Check: Sendable {
        let kind: Finding.Kind
        let title: String
        /// Gives a row with one text for each offence.
        let sql: SQL
    }

    let pool: PostgresPool

    func findings() async throws -> [Finding] {
        var findings: [Finding] = []
        for check in Self.checks {
            let rows = try await pool.session { session in try session.run(check.sql).map { $0.text(0) } }
            findings.append(
                Finding(kind: check.kind, title: check.title, count: rows.count, examples: Array(rows.prefix(5))))
        }
        return findings
    }

    private static let checks = [
        Check(
            kind: .lost, title: "scans without an end",
            sql: "SELECT id::text FROM scan WHERE status = 'queued'"),
        Check(
            kind: .lost, title: "scans called decided without a decision",
            sql: """
                SELECT id::text FROM scan
                 WHERE status = 'decided' AND NOT EXISTS (SELECT FROM decision WHERE decision.scan = scan.id AND cause = 0)
                """),
        Check(
            kind: .lost, title: "re-score runs without an end",
            sql: "SELECT id::text FROM rescore_run WHERE finished_at IS NULL"),
        Check(
            kind: .doubled, title: "decisions made twice for one scan and cause",
            sql: "SELECT scan::text FROM decision GROUP BY scan, cause HAVING count(*) > 1"),
        Check(
            kind: .doubled, title: "sources with two current decisions",
            sql: """
                SELECT min(service || ' ' || source) FROM current_decision
                 GROUP BY tenant, service, source HAVING count(*) > 1
                """),
        Check(
            kind: .doubled, title: "current decisions older than the newest that was made",
            sql: """
                SELECT held.service || ' ' || held.source FROM current_decision AS held
                 WHERE held.sequence < (SELECT max(made.sequence) FROM decision AS made
                                         WHERE made.tenant = held.tenant AND made.service = held.service
                                           AND made.source = held.source)
                """),
        Check(
            kind: .doubled, title: "current decisions that are not there",
            sql: """
                SELECT service || ' ' || source FROM current_decision AS held
                 WHERE NOT EXISTS (SELECT FROM decision WHERE decision.id = held.decision AND decision.scan = held.scan)
                """),
        Check(
            kind: .doubled, title: "decisions without evidence",
            sql: """
                SELECT id::text FROM decision
                 WHERE NOT EXISTS (SELECT FROM evidence WHERE evidence.decision = decision.id)
                """),
        Check(
            kind: .doubled, title: "evidence without a decision",
            sql: """
                SELECT decision::text FROM evidence
                 WHERE NOT EXISTS (SELECT FROM decision WHERE decision.id = evidence.decision)
                """),
        Check(
            kind: .doubled, title: "re-scores of a decision that is not there",
            sql: """
                SELECT id::text FROM decision AS made
                 WHERE started_from IS NOT NULL
                   AND NOT EXISTS (SELECT FROM decision WHERE decision.id = made.started_from)
                """),
        Check(
            kind: .mismatch, title: "evidence whose bytes do not have their SHA-256",
            sql: """
                SELECT made.id::text
                  FROM decision AS made
                  JOIN evidence ON evidence.decision = made.id
                  LEFT JOIN verdict_body AS held ON held.tenant = made.tenant AND held.key = made.key
                 WHERE evidence.digest IS DISTINCT FROM sha256(
                           CASE WHEN assessment_at IS NULL THEN body
                                ELSE substring(body FROM 1 FOR assessment_at) || held.assessment
                                     || substring(body FROM assessment_at + 1 FOR enriched_at - assessment_at)
                                     || held.enriched || substring(body FROM enriched_at + 1)
                           END)
                """),
        Check(
            kind: .mismatch, title: "verdict bodies that do not have their digest",
            sql: "SELECT encode(key, 'hex') FROM verdict_body WHERE output_digest <> sha256(assessment)"),
        Check(
            kind: .mismatch, title: "equal decision keys with different answers",
            sql: "SELECT scan::text FROM dead_letter WHERE code = 'digest-mismatch'"),
        Check(
            kind: .mismatch, title: "artifacts and facts that do not have their digest",
            sql: """
                SELECT encode(digest, 'hex') FROM artifact WHERE NOT is_gzip AND digest <> sha256(body)
                UNION ALL SELECT encode(digest, 'hex') FROM facts WHERE digest <> sha256(body)
                """),
        Check(
            kind: .resurrected, title: "dead letters that ran all the same",
            sql: """
                SELECT dead.scan::text FROM dead_letter AS dead
                  JOIN decision ON decision.scan = dead.scan AND decision.cause = 0
                 WHERE decision.decided_at > dead.failed_at
                """),
        Check(
            kind: .resurrected, title: "failed scans with a decision",
            sql: """
                SELECT id::text FROM scan
                 WHERE status = 'failed' AND EXISTS (SELECT FROM decision WHERE decision.scan = scan.id)
                """),
    ]
}
