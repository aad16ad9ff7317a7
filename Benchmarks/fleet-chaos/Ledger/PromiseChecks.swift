import Hashing
import Postgres

/// Compares what the gateways promised with what PostgreSQL holds.
struct PromiseChecks: Sendable {
    /// How the promised scans ended.
    struct Outcome: Sendable {
        var decided = 0
        /// Reports that cannot be read, and were found to be so.
        var refusedReports = 0
        /// Scans whose job was alone with a process twice when we ended it.
        var buried = 0
        /// The jobs of all dead letters of the code `worker-died`, re-scores' among them.
        var buriedJobs: Set<String> = []
        /// Scans that should have been decided and failed, by their problem's code.
        var failed: [String: Int] = [:]
        var findings: [Finding] = []
    }

    private static let page = 5_000

    let pool: PostgresPool
    let promises: Promises.Tally
    /// Jobs that the fleet had to take for poison.
    let poisonous: Set<String>

    func outcome() async throws -> Outcome {
        var outcome = Outcome()
        var missing: [String] = []
        var unexpected: [String] = []
        let ids = promises.scans.keys.sorted()
        for start in stride(from: 0, to: ids.count, by: Self.page) {
            let page = Array(ids[start..<min(start + Self.page, ids.count)])
            let ends = try await self.ends(of: page)
            for id in page {
                switch (ends[id], promises.scans[id]) {
                case (nil, _): missing.append(id)
                case (.some(.decided), .unreadable?): unexpected.append(id)
                case (.some(.decided), _): outcome.decided += 1
                case (.some(.failed), .unreadable?): outcome.refusedReports += 1
                case (.some(.failed), _) where poisonous.contains(id): outcome.buried += 1
                case (.some(.failed(let code)), _): outcome.failed[code, default: 0] += 1
                case (.some(.queued), _): continue  // counted with all scans without an end
                }
            }
        }
        try await readDeadLetters(into: &outcome)
        outcome.findings = [
            finding(.lost, "accepted scans that are not there", missing),
            finding(.mismatch, "unreadable reports that were decided", unexpected),
            finding(.mismatch, "answers from memory that were never decided", try await wrongHits()),
            Finding(
                kind: .doubled, title: "webhook deliveries that became two scans", count: promises.doubledDeliveries,
                examples: []),
        ]
        return outcome
    }

    /// Dead letters of what nobody was promised: re-scores, and scans whose answer was lost on the way. Of the latter it
    /// is not known whether the report could be read, so what the normalizer says of a report is believed.
    private func readDeadLetters(into outcome: inout Outcome) async throws {
        let rows = try await pool.session { session in
            try session.run("SELECT job, coalesce(scan::text, ''), stage, code FROM dead_letter")
                .map { (job: $0.text(0), scan: $0.text(1), stage: $0.text(2), code: $0.text(3)) }
        }
        for row in rows {
            if row.code == "worker-died" { outcome.buriedJobs.insert(row.job) }
            let isPoison = row.code == "worker-died" && poisonous.contains(row.job)
            let isOfReport = !row.scan.isEmpty && row.stage == "normalize" && row.code != "attempts-exhausted"
            guard promises.scans[row.scan] == nil, !isPoison, !isOfReport || row.code == "worker-died" else { continue }
            outcome.failed["\(row.code) of \(row.scan.isEmpty ? "a re-score" : "an unanswered request")", default: 0] +=
                1
        }
    }

    private enum End {
        case queued, decided
        case failed(String)
    }

    private func ends(of ids: [String]) async throws -> [String: End] {
        let rows = try await pool.session { session in
            try session.run(
                """
                SELECT scan.id::text, status, coalesce(problem_code, '')
                  FROM unnest(\(ids)) AS given (id)
                  JOIN scan ON scan.id = given.id::uuid
                """
            ).map { ($0.text(0), $0.text(1), $0.text(2)) }
        }
        return Dictionary(
            rows.map { id, status, code -> (String, End) in
                (id, status == "decided" ? .decided : status == "failed" ? .failed(code) : .queued)
            }
        ) { first, _ in first }
    }

    /// Answers from memory whose decision is not there, or is of another report, service or source.
    private func wrongHits() async throws -> [String] {
        var wrong: [String] = []
        for start in stride(from: 0, to: promises.hits.count, by: Self.page) {
            let page = Array(promises.hits[start..<min(start + Self.page, promises.hits.count)])
            let rows = try await pool.session { session in
                try session.run(
                    """
                    SELECT given.id
                      FROM unnest(\(page.map(\.decision)), \(page.map(\.service)), \(page.map(\.source)),
                                  \(page.map(\.artifact.description))) AS given (id, service, source, artifact)
                     WHERE NOT EXISTS (SELECT FROM decision
                                        WHERE decision.id = given.id::uuid AND decision.service = given.service
                                          AND decision.source = given.source
                                          AND encode(decision.artifact, 'hex') = given.artifact)
                    """
                ).map { $0.text(0) }
            }
            wrong += rows
        }
        return wrong
    }

    private func finding(_ kind: Finding.Kind, _ title: String, _ ids: [String]) -> Finding {
        Finding(kind: kind, title: title, count: ids.count, examples: Array(ids.prefix(5)))
    }
}
