import Engine
import Hashing
import Postgres

/// Makes stored decisions again from their evidence, with the engine itself.
struct EvidenceReplay: Sendable {
    private static let page = 500

    let pool: PostgresPool
    /// The most decisions to make again, the newest first.
    let limit: Int

    /// The number made again, and those that came out otherwise.
    func run() async throws -> (count: Int, finding: Finding) {
        var different: [String] = []
        var count = 0
        var last = "ffffffff-ffff-ffff-ffff-ffffffffffff"
        while count < limit, !Task.isCancelled {
            let rows = try await page(before: last)
            guard let oldest = rows.last?.id else { break }
            for row in rows {
                do {
                    try Evidence.verify(row.evidence, policy: .standard)
                } catch {
                    different.append("\(row.id): \(error)")
                }
            }
            count += rows.count
            last = oldest
        }
        return (
            count,
            Finding(
                kind: .mismatch, title: "decisions that come out otherwise when they are made again",
                count: different.count, examples: Array(different.prefix(5)))
        )
    }

    private func page(before last: String) async throws -> [(id: String, evidence: [UInt8])] {
        try await pool.session { session in
            try session.run(
                """
                SELECT made.id::text,
                       CASE WHEN assessment_at IS NULL THEN body
                            ELSE substring(body FROM 1 FOR assessment_at) || held.assessment
                                 || substring(body FROM assessment_at + 1 FOR enriched_at - assessment_at)
                                 || held.enriched || substring(body FROM enriched_at + 1)
                       END
                  FROM decision AS made
                  JOIN evidence ON evidence.decision = made.id
                  JOIN verdict_body AS held ON held.tenant = made.tenant AND held.key = made.key
                 WHERE made.id < \(last)::text::uuid
                 ORDER BY made.id DESC
                 LIMIT \(Self.page)
                """
            ).map { ($0.text(0), $0.bytes(1)) }
        }
    }
}
