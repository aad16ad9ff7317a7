internal import Engine
internal import Postgres

extension Store {
    /// The items of a chunk that are still to be done, by number; those whose decision is no longer current end here.
    public func rescoreItems(_ range: RescoreRange) async throws -> [RescoreItem] {
        try await pool.transaction { session in
            try Self.endReplacedItems(range, session)
            return try session.run(
                """
                SELECT item, decision.id, scan, decision.tenant, service, source, sequence, artifact, facts_digest,
                       facts.body, key
                  FROM rescore_item
                  JOIN decision ON decision.id = rescore_item.decision
                  JOIN facts ON facts.tenant = decision.tenant AND facts.digest = facts_digest
                 WHERE run = \(range.run) AND item BETWEEN \(range.first) AND \(range.last)
                 ORDER BY item
                """
            ).map { row in
                RescoreItem(
                    item: row.int64(0), decision: row.id(1), scan: row.id(2), tenant: row.text(3),
                    service: row.text(4), source: row.text(5), sequence: row.int64(6), artifact: row.digest(7),
                    factsDigest: row.digest(8), facts: row.bytes(9), key: row.digest(10))
            }
        }
    }

    private static func endReplacedItems(_ range: RescoreRange, _ session: PostgresSession) throws {
        try session.run(
            """
            DELETE FROM rescore_item
             WHERE run = \(range.run) AND item BETWEEN \(range.first) AND \(range.last)
               AND NOT EXISTS (
                       SELECT FROM decision
                         JOIN current_decision USING (tenant, service, source)
                        WHERE decision.id = rescore_item.decision AND current_decision.decision = decision.id
                   )
            """)
    }

    /// Ends items that need no new decision, whose decisions hold for longer; one whose end is past all the same, by a slow
    /// clock, is looked at again in an hour.
    public func finishRescoreItems(_ items: [UnchangedItem], of run: Int64) async throws {
        guard !items.isEmpty else { return }
        let items = items.sorted { $0.item < $1.item }
        try await pool.transaction { session in
            _ = try session.run(
                """
                WITH ended AS (
                    DELETE FROM rescore_item
                     USING unnest(\(items.map(\.item)), \(items.map { $0.validUntil?.column }))
                           AS given (item, valid_until)
                     WHERE run = \(run) AND rescore_item.item = given.item
                    RETURNING decision,
                              CASE WHEN given.valid_until > now() THEN given.valid_until
                                   WHEN given.valid_until IS NOT NULL THEN now() + interval '1 hour' END AS valid_until
                )
                UPDATE current_decision AS held SET valid_until = ended.valid_until
                  FROM ended
                  JOIN decision ON decision.id = ended.decision
                 WHERE held.tenant = decision.tenant AND held.service = decision.service
                   AND held.source = decision.source AND held.decision = decision.id
                   AND held.valid_until IS DISTINCT FROM ended.valid_until
                """)
        }
    }

    /// Moves the runs' cursors on by at most `limit` chunks, taking the runs in turn.
    public func releaseRescore(limit: Int) async throws -> [RescoreChunkRow] {
        guard limit > 0 else { return [] }
        return try await pool.transaction { session in
            let runs = try session.run(
                """
                SELECT id, tenant, epoch, items, released, trace
                  FROM rescore_run
                 WHERE finished_at IS NULL AND released < items
                 ORDER BY id
                 LIMIT \(limit)
                   FOR UPDATE
                """
            ).map { row in
                RescoreCursor(
                    run: row.int64(0), tenant: row.text(1), epoch: row.int64(2), items: row.int64(3),
                    trace: row.text(5), released: row.int64(4))
            }
            let chunks = RescoreCursor.chunks(of: runs, limit: limit)
            if !chunks.isEmpty { try Self.release(chunks, session) }
            return chunks
        }
    }

    private static func release(_ chunks: [RescoreChunkRow], _ session: PostgresSession) throws {
        try session.run(
            """
            INSERT INTO rescore_chunk (run, first, last, tenant)
            SELECT * FROM unnest(\(chunks.map(\.range.run)), \(chunks.map(\.range.first)),
                                 \(chunks.map(\.range.last)), \(chunks.map(\.tenant)))
            """)
        try session.run(
            """
            UPDATE rescore_run
               SET released = given.last
              FROM (
                    SELECT run, max(last) AS last
                      FROM unnest(\(chunks.map(\.range.run)), \(chunks.map(\.range.last))) AS chunk (run, last)
                     GROUP BY run
                   ) AS given
             WHERE rescore_run.id = given.run
            """)
    }

    /// Chunks with items that are not done `seconds` after their release, the oldest first; counts as a new release.
    public func overdueRescores(olderThan seconds: Int, limit: Int) async throws -> [RescoreChunkRow] {
        try await pool.transaction { session in
            let rows = try session.run(
                """
                SELECT run, first, last, chunk.tenant, epoch,
                       EXISTS (
                           SELECT FROM rescore_item AS left_over
                            WHERE left_over.run = chunk.run AND item BETWEEN first AND last
                       ), trace
                  FROM rescore_chunk AS chunk
                  JOIN rescore_run ON rescore_run.id = run
                 WHERE released_at < now() - make_interval(secs => \(Double(seconds)))
                 ORDER BY released_at
                 LIMIT \(limit)
                   FOR UPDATE OF chunk SKIP LOCKED
                """)
            let chunks = rows.map { row in
                let chunk = RescoreChunkRow(
                    range: RescoreRange(run: row.int64(0), first: row.int64(1), last: row.int64(2)),
                    tenant: row.text(3), epoch: row.int64(4), trace: row.text(6))
                return (chunk: chunk, isUnfinished: row.bool(5))
            }
            let unfinished = chunks.filter(\.isUnfinished).map(\.chunk)
            try Self.touch(unfinished, session)
            try Self.delete(chunks.filter { !$0.isUnfinished }.map(\.chunk), session)
            return unfinished
        }
    }

    /// The items that chunks have left.
    public func remainingItems(of ranges: [RescoreRange]) async throws -> [RemainingItem] {
        guard !ranges.isEmpty else { return [] }
        return try await pool.session { session in
            try session.run(
                """
                SELECT held.run, held.item, decision.tenant, decision.service
                  FROM unnest(\(ranges.map(\.run)), \(ranges.map(\.first)), \(ranges.map(\.last)))
                       AS given (run, first, last)
                  JOIN rescore_item AS held ON held.run = given.run AND held.item BETWEEN given.first AND given.last
                  JOIN decision ON decision.id = held.decision
                """
            ).map { row in
                RemainingItem(run: row.int64(0), item: row.int64(1), tenant: row.text(2), service: row.text(3))
            }
        }
    }

    private static func touch(_ chunks: [RescoreChunkRow], _ session: PostgresSession) throws {
        guard !chunks.isEmpty else { return }
        try session.run(
            """
            UPDATE rescore_chunk SET released_at = now()
              FROM unnest(\(chunks.map(\.range.run)), \(chunks.map(\.range.first))) AS given (run, first)
             WHERE rescore_chunk.run = given.run AND rescore_chunk.first = given.first
            """)
    }

    private static func delete(_ chunks: [RescoreChunkRow], _ session: PostgresSession) throws {
        guard !chunks.isEmpty else { return }
        try session.run(
            """
            DELETE FROM rescore_chunk
             USING unnest(\(chunks.map(\.range.run)), \(chunks.map(\.range.first))) AS given (run, first)
             WHERE rescore_chunk.run = given.run AND rescore_chunk.first = given.first
            """)
    }

    /// Marks runs without remaining items as finished; gives them.
    public func finishRescoreRuns() async throws -> [Int64] {
        try await pool.transaction { session in
            let runs = try session.run(
                """
                UPDATE rescore_run SET finished_at = now()
                 WHERE finished_at IS NULL AND released = items
                   AND NOT EXISTS (SELECT FROM rescore_item WHERE run = rescore_run.id)
                RETURNING id
                """
            ).map { $0.int64(0) }
            if !runs.isEmpty { try session.run("DELETE FROM rescore_chunk WHERE run = ANY (\(runs))") }
            return runs
        }
    }

    /// The newest first.
    public func rescoreRuns(tenant: String, limit: Int) async throws -> [RescoreRun] {
        try await pool.session { session in
            try session.run(
                """
                SELECT id, cause, epoch, created_at, finished_at, items, released,
                       (SELECT count(*) FROM rescore_item WHERE run = rescore_run.id)
                  FROM rescore_run
                 WHERE tenant = \(tenant)
                 ORDER BY id DESC
                 LIMIT \(limit)
                """
            ).map { row in
                guard let cause = RescoreCause(rawValue: row.text(1)) else {
                    preconditionFailure("the schema lists the causes")
                }
                return RescoreRun(
                    id: row.int64(0), tenant: tenant, cause: cause, epoch: row.int64(2), createdAt: row.timestamp(3),
                    finishedAt: row.optionalTimestamp(4), items: row.int64(5), released: row.int64(6),
                    remaining: row.int64(7))
            }
        }
    }
}
