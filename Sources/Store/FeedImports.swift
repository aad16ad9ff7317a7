public import Engine
public import Hashing
internal import Postgres

extension Store {
    /// Takes over a catalogue that has passed `FeedGate`, in one transaction.
    ///
    /// What differs by value is a change, removals too. A change publishes the next epoch and begins a re-score run for the
    /// current decisions that read a changed CVE, or were made while this feed was absent or stale, and for no others.
    /// `trace` is the import's `traceparent`, which the run's work is linked to.
    public func importKEV(
        _ catalog: KEVCatalog, digest: Digest, importedAt: Timestamp, trace: String = ""
    ) async throws -> ImportResult {
        let entries = catalog.entries
        return try await importFeed(.kev, catalog.header, digest: digest, at: importedAt, trace) { session in
            try session.script("CREATE TEMPORARY TABLE incoming (cve bigint, value boolean) ON COMMIT DROP")
            try session.copyIn("COPY incoming FROM STDIN", count: entries.count) { index, row in
                row.append(entries[index].cve.packed)
                row.append(entries[index].isRansomware)
            }
        }
    }

    /// The same for scores.
    public func importEPSS(
        _ scores: EPSSScores, digest: Digest, importedAt: Timestamp, trace: String = ""
    ) async throws -> ImportResult {
        let entries = scores.rows
        return try await importFeed(.epss, scores.header, digest: digest, at: importedAt, trace) { session in
            try session.script("CREATE TEMPORARY TABLE incoming (cve bigint, value integer) ON COMMIT DROP")
            try session.copyIn("COPY incoming FROM STDIN", count: entries.count) { index, row in
                row.append(entries[index].cve.packed)
                row.append(entries[index].scoreE5)
            }
        }
    }

    /// `load` makes the temporary table `incoming` of CVEs and values.
    private func importFeed(
        _ table: FeedTable, _ header: FeedHeader, digest: Digest, at time: Timestamp, _ trace: String,
        load: @Sendable (PostgresSession) throws -> Void
    ) async throws -> ImportResult {
        try await pool.transaction { session in
            try BulkPlans.allow(session)
            try load(session)
            // From here on commits wait: all that is slow and needs no lock is done.
            try AdvisoryLock.publication.take(session)
            let previous = try Self.feeds(session).first { $0.header.name == header.name }
            let changed = try table.replace(isFirst: previous == nil, session)
            let unchecked = try Self.countUnchecked(header, previous: previous?.header, session)
            let leaving = try Self.hasLeaving(header, previous: previous?.header, session)
            let publishes = previous == nil || changed > 0 || unchecked > 0 || leaving
            let epoch = try Self.publishedEpoch(session) + (publishes ? 1 : 0)
            try Self.record(header, digest: digest, at: time, epoch: publishes ? epoch : previous?.epoch ?? 0, session)
            guard publishes else {
                return ImportResult(
                    epoch: epoch, isPublished: false, rows: header.rows, changed: 0, runs: [], items: 0)
            }
            try Self.publish(epoch, of: header.name, isFull: previous == nil, changed: changed, at: time, session)
            let runs = try FeedRescores.begin(
                header.name, epoch: epoch, isFull: previous == nil, includesUnchecked: unchecked > 0, trace: trace,
                session)
            return ImportResult(
                epoch: epoch, isPublished: true, rows: header.rows, changed: changed, runs: runs.map(\.id),
                items: runs.map(\.items).reduce(0, +))
        }
    }

    /// Current decisions that this feed was absent or stale for, where the import can have made it fresh: KEV by having been
    /// fetched, EPSS by being newer.
    private static func countUnchecked(
        _ header: FeedHeader, previous: FeedHeader?, _ session: PostgresSession
    ) throws -> Int {
        guard header.name == .kev || header.asOf != previous?.asOf else { return 0 }
        return try session.run(
            """
            SELECT count(*) FROM current_decision
             WHERE unchecked <> '{}' AND \(header.name.rawValue) = ANY (unchecked)
            """
        ).first?.int(0) ?? 0
    }

    /// Whether a later score date may end a held verdict although no score changed.
    private static func hasLeaving(
        _ header: FeedHeader, previous: FeedHeader?, _ session: PostgresSession
    ) throws -> Bool {
        guard header.name == .epss, header.asOf != previous?.asOf else { return false }
        return try session.run("SELECT EXISTS (SELECT FROM held_risk WHERE dates_below > 0)").first?.bool(0) ?? false
    }

    private static func record(
        _ header: FeedHeader, digest: Digest, at time: Timestamp, epoch: Int64, _ session: PostgresSession
    ) throws {
        try session.run(
            """
            INSERT INTO feed (name, as_of, version, rows, is_sample, digest, imported_at, epoch)
            VALUES (\(header.name.rawValue), \(header.asOf.column), \(Text.storable(header.version)), \(header.rows),
                    \(header.isSample), \(digest.column), \(time.column), \(epoch))
            ON CONFLICT (name) DO UPDATE
               SET as_of = excluded.as_of, version = excluded.version, rows = excluded.rows,
                   is_sample = excluded.is_sample, digest = excluded.digest, imported_at = excluded.imported_at,
                   epoch = excluded.epoch
            """)
    }

    private static func publish(
        _ epoch: Int64, of feed: FeedName, isFull: Bool, changed: Int, at time: Timestamp, _ session: PostgresSession
    ) throws {
        try session.run(
            """
            INSERT INTO feed_epoch (epoch, feed, is_full, changed, published_at)
            VALUES (\(epoch), \(feed.rawValue), \(isFull), \(changed), \(time.column))
            """)
        guard !isFull else { return }
        try session.run(
            """
            INSERT INTO cve_change (cve, epoch)
            SELECT cve, \(epoch) FROM changed ORDER BY cve
            ON CONFLICT (cve) DO UPDATE SET epoch = excluded.epoch
            """)
    }
}
