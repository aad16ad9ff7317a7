internal import Engine
internal import Postgres

/// A dead letter that a transaction holds.
struct LockedLetter {
    let id: Int64
    let job: String
    let scan: ScanID?
    let state: StoredDeadLetter.State

    /// The scan whose own job this is; nil in re-score work, whose scans are decided.
    var ownScan: ScanID? { scan.flatMap { $0.description == job ? $0 : nil } }

    /// The refusal of a letter that was redriven or discarded before.
    var isSettled: DeadLetterPage.Refusal? {
        switch state {
        case .open: nil
        case .discarded:
            DeadLetterPage.Refusal(id: id, code: .alreadyDiscarded, reason: "it was discarded before")
        case .redriven:
            DeadLetterPage.Refusal(id: id, code: .alreadyRedriven, reason: "it was redriven before")
        }
    }

    /// The letters by number, locked until the transaction ends; those that failed since the operator asked are not meant.
    static func find(
        _ selection: DeadLetterSelection, tenant: String, after last: Int64, limit: Int,
        _ settlement: DeadLetterSettlement, _ session: PostgresSession
    ) throws -> [LockedLetter] {
        try session.run(
            """
            SELECT id, job, scan, state
              FROM dead_letter
             WHERE tenant = \(tenant) AND id > \(last) AND failed_at <= \(settlement.at.column)
               AND \(selection.condition)
             ORDER BY id
             LIMIT \(limit)
               FOR UPDATE
            """
        ).map { row in
            guard let state = StoredDeadLetter.State(rawValue: row.text(3)) else {
                preconditionFailure("the schema lists the states")
            }
            return LockedLetter(id: row.int64(0), job: row.text(1), scan: row.optionalID(2), state: state)
        }
    }

    static func settle(
        _ ids: [Int64], as state: StoredDeadLetter.State, _ settlement: DeadLetterSettlement, _ session: PostgresSession
    ) throws {
        guard !ids.isEmpty else { return }
        let redrives = Int32(state == .redriven ? 1 : 0)
        try session.run(
            """
            UPDATE dead_letter
               SET state = \(state.rawValue), settled_at = \(settlement.at.column),
                   settled_by = \(Text.storable(settlement.by)), redrives = redrives + \(redrives)
             WHERE id = ANY (\(ids))
            """)
    }
}
