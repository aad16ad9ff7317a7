internal import Engine
internal import Postgres

extension Store {
    /// Puts the jobs of at most `limit` letters behind `last` back, in one transaction: scans are queued again from their
    /// beginning, decisions of re-score jobs are made again by a new run.
    ///
    /// A redriven job counts its failures from 0. Whoever enqueues the page's scans only hastens: the reconciler finds
    /// scans that are queued and in no queue. Letters that fail again after `settlement.at` are not meant.
    public func redrive(
        _ selection: DeadLetterSelection, tenant: String, after last: Int64 = 0, limit: Int,
        _ settlement: DeadLetterSettlement
    ) async throws -> DeadLetterPage {
        try await settling(settlement) { session in
            let letters = try LockedLetter.find(
                selection, tenant: tenant, after: last, limit: limit, settlement, session)
            var page = DeadLetterPage()
            page.last = letters.last?.id
            var scans = try RedrivableScan.lock(letters.compactMap(\.ownScan), tenant: tenant, session)
            let current = try Redrive.current(of: letters, tenant: tenant, session)
            var decisions: Set<PostgresUUID> = []
            for letter in letters {
                if let refusal = Redrive.refusal(of: letter, scans: scans, current: current) {
                    page.refused.append(refusal)
                    continue
                }
                page.done.append(letter.id)
                decisions.formUnion(current[letter.id] ?? [])
                if let id = letter.ownScan, let scan = scans[id], scan.status == .failed {
                    page.scans.append(scan.unfinished)
                    scans[id]?.status = .queued
                }
            }
            page.rescored = decisions.count
            try Redrive.queue(page.scans.map(\.id), session)
            try Redrive.beginRun(Array(decisions), tenant: tenant, session)
            try LockedLetter.settle(page.done, as: .redriven, settlement, session)
            return page
        }
    }

    /// Marks at most `limit` letters behind `last` as discarded. Their rows stay until the retention ends.
    public func discard(
        _ selection: DeadLetterSelection, tenant: String, after last: Int64 = 0, limit: Int,
        _ settlement: DeadLetterSettlement
    ) async throws -> DeadLetterPage {
        try await settling(settlement) { session in
            let letters = try LockedLetter.find(
                selection, tenant: tenant, after: last, limit: limit, settlement, session)
            var page = DeadLetterPage()
            page.last = letters.last?.id
            page.done = letters.filter { $0.state == .open }.map(\.id)
            page.refused = letters.compactMap(\.isSettled)
            try LockedLetter.settle(page.done, as: .discarded, settlement, session)
            return page
        }
    }

    /// A transaction that a dry run rolls back after its last statement.
    private func settling(
        _ settlement: DeadLetterSettlement, _ body: @Sendable (PostgresSession) throws -> DeadLetterPage
    ) async throws -> DeadLetterPage {
        do {
            return try await pool.transaction { session in
                let page = try body(session)
                if settlement.isDryRun { throw TakenBack(page: page) }
                return page
            }
        } catch let dry as TakenBack {
            return dry.page
        }
    }
}

/// Ends a dry run's transaction with what it would have done.
private struct TakenBack: Error {
    let page: DeadLetterPage
}
