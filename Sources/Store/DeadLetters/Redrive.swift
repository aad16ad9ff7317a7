internal import Engine
internal import Postgres

/// The steps of a redrive inside its transaction.
enum Redrive {
    /// Of each letter's decisions those that are still in force.
    static func current(
        of letters: [LockedLetter], tenant: String, _ session: PostgresSession
    ) throws -> [Int64: [PostgresUUID]] {
        let ids = letters.filter { $0.ownScan == nil }.map(\.id)
        guard !ids.isEmpty else { return [:] }
        let rows = try session.run(
            """
            SELECT letter.id, decision.id
              FROM dead_letter AS letter
              JOIN decision ON decision.id = ANY (letter.decisions)
              JOIN current_decision AS held
                ON held.tenant = decision.tenant AND held.service = decision.service AND held.source = decision.source
                   AND held.decision = decision.id
             WHERE letter.id = ANY (\(ids)) AND decision.tenant = \(tenant)
            """)
        return Dictionary(grouping: rows) { $0.int64(0) }.mapValues { $0.map { $0.uuid(1) } }
    }

    /// Why the letter stays as it is; nil where its job goes back.
    static func refusal(
        of letter: LockedLetter, scans: [ScanID: RedrivableScan], current: [Int64: [PostgresUUID]]
    ) -> DeadLetterPage.Refusal? {
        if letter.state == .redriven { return letter.isSettled }
        guard let scanID = letter.ownScan else { return refusal(ofRescore: letter, current: current) }
        func refused(_ code: DeadLetterPage.Refusal.Code, _ reason: String) -> DeadLetterPage.Refusal {
            DeadLetterPage.Refusal(id: letter.id, code: code, reason: reason)
        }
        guard let scan = scans[scanID] else {
            return refused(.scanGone, "scan \(scanID) was deleted when its retention ended: post the report again")
        }
        switch scan.status {
        case .decided: return refused(.decided, "scan \(scanID) was decided meanwhile")
        case .failed where scan.isSuperseded:
            return refused(
                .superseded, "a newer scan of the same source is decided: scan \(scanID) would change nothing")
        // Another letter of the same scan has put it back.
        case .failed, .queued, .running: return nil
        }
    }

    private static func refusal(
        ofRescore letter: LockedLetter, current: [Int64: [PostgresUUID]]
    ) -> DeadLetterPage.Refusal? {
        guard current[letter.id] == nil else { return nil }
        guard letter.job.contains(".") else {
            return DeadLetterPage.Refusal(
                id: letter.id, code: .nothingToRedrive,
                reason: "its message names no scan: there is nothing to put back")
        }
        return DeadLetterPage.Refusal(
            id: letter.id, code: .superseded, reason: "none of the decisions that it was to make again is in force")
    }

    /// From failed to queued, as a scan that has just been accepted.
    static func queue(_ scans: [ScanID], _ session: PostgresSession) throws {
        guard !scans.isEmpty else { return }
        try session.run(
            """
            UPDATE scan
               SET status = 'queued', finished_at = NULL, timeline = NULL, problem_code = NULL, problem_reason = NULL
             WHERE id = ANY (\(scans.map(\.uuid)))
            """)
    }

    /// A run of its own, because the one that the jobs belonged to may be over.
    static func beginRun(_ decisions: [PostgresUUID], tenant: String, _ session: PostgresSession) throws {
        guard !decisions.isEmpty else { return }
        try session.run(
            """
            WITH run AS (
                INSERT INTO rescore_run (tenant, cause, epoch, items)
                SELECT \(tenant), 'redrive', COALESCE(max(epoch), 0), \(decisions.count) FROM feed_epoch
                RETURNING id, tenant
            )
            INSERT INTO rescore_item (run, item, tenant, decision)
            SELECT run.id, given.item, run.tenant, given.decision
              FROM run, unnest(\(decisions)) WITH ORDINALITY AS given (decision, item)
            """)
    }
}
