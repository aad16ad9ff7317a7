public import Engine
internal import Postgres

extension Store {
    /// The published epoch; 0 before the first import.
    public func threatEpoch() async throws -> Int64 {
        try await pool.session { session in try Self.publishedEpoch(session) }
    }

    /// What the feeds say of every CVE at the published epoch.
    public func threatTable() async throws -> ThreatTable {
        try await pool.transaction { session in
            try BulkPlans.readSnapshot(session)
            return ThreatTable(
                epoch: try Self.publishedEpoch(session), headers: try Self.feeds(session).map(\.header),
                epss: try Self.scores(session), kev: try Self.entries(session))
        }
    }

    /// What changed after `epoch`, always with the newest headers; nil when only the whole table tells.
    public func threatDelta(since epoch: Int64) async throws -> ThreatDelta? {
        try await pool.transaction { session in
            try session.script("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            let publication = try OutdatedDecisions.publication(session)
            guard publication.fullEpoch <= epoch else { return nil }
            let headers = try Self.feeds(session).map(\.header)
            let rows = try session.run(
                """
                SELECT cve, score_e5, is_ransomware
                  FROM cve_change
                  LEFT JOIN epss USING (cve)
                  LEFT JOIN kev USING (cve)
                 WHERE cve_change.epoch > \(epoch)
                """)
            let changed = rows.map { row in (row.cve(0), row.optionalInt64(1), row.isNull(2) ? nil : row.bool(2)) }
            return ThreatDelta(
                epoch: publication.epoch, headers: headers,
                epss: changed.compactMap { cve, score, _ in score.map { EPSSRow(cve: cve, scoreE5: Int32($0)) } },
                removedEPSS: changed.filter { $0.1 == nil }.map(\.0),
                kev: changed.compactMap { cve, _, flag in flag.map { KEVEntry(cve: cve, isRansomware: $0) } },
                removedKEV: changed.filter { $0.2 == nil }.map(\.0))
        }
    }

    /// Which CVEs changed after `epoch`, for judging fingerprints.
    public func cveChanges(since epoch: Int64) async throws -> CVEChanges {
        try await pool.transaction { session in
            try session.script("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            let publication = try OutdatedDecisions.publication(session)
            let rows = try session.run(
                """
                SELECT cve, epoch FROM cve_change WHERE epoch > \(max(epoch, publication.fullEpoch))
                """)
            return CVEChanges(
                epoch: publication.epoch, everythingChangedAt: publication.fullEpoch,
                changes: rows.map { CVEChange(cve: $0.cve(0), epoch: $0.int64(1)) })
        }
    }

    /// The feeds that were ever imported, by name.
    public func feeds() async throws -> [StoredFeed] {
        try await pool.session { session in try Self.feeds(session) }
    }

    /// The scores that are held, for `FeedGate`; nil before the first import.
    public func heldEPSS() async throws -> EPSSScores? {
        try await pool.transaction { session in
            try BulkPlans.readSnapshot(session)
            guard let feed = try Self.feeds(session).first(where: { $0.header.name == .epss }) else { return nil }
            return EPSSScores(header: feed.header, model: feed.header.version, rows: try Self.scores(session))
        }
    }

    /// The catalogue that is held, for `FeedGate`; nil before the first import.
    public func heldKEV() async throws -> KEVCatalog? {
        try await pool.transaction { session in
            try BulkPlans.readSnapshot(session)
            guard let feed = try Self.feeds(session).first(where: { $0.header.name == .kev }) else { return nil }
            return KEVCatalog(header: feed.header, entries: try Self.entries(session))
        }
    }

    static func publishedEpoch(_ session: PostgresSession) throws -> Int64 {
        try session.run("SELECT COALESCE(max(epoch), 0) FROM feed_epoch").first?.int64(0) ?? 0
    }

    static func feeds(_ session: PostgresSession) throws -> [StoredFeed] {
        try session.run(
            """
            SELECT name, as_of, version, rows, is_sample, imported_at, digest, epoch FROM feed ORDER BY name
            """
        ).map { row in
            guard let name = FeedName(rawValue: row.text(0)) else { preconditionFailure("the schema lists the feeds") }
            return StoredFeed(
                header: FeedHeader(
                    name: name, asOf: row.timestamp(1), version: row.text(2), rows: row.int(3), isSample: row.bool(4),
                    importedAt: row.timestamp(5)),
                digest: row.digest(6), epoch: row.int64(7))
        }
    }

    private static func scores(_ session: PostgresSession) throws -> [EPSSRow] {
        try session.run("SELECT cve, score_e5 FROM epss ORDER BY cve").map { row in
            EPSSRow(cve: row.cve(0), scoreE5: Int32(row.int64(1)))
        }
    }

    private static func entries(_ session: PostgresSession) throws -> [KEVEntry] {
        try session.run("SELECT cve, is_ransomware FROM kev ORDER BY cve").map { row in
            KEVEntry(cve: row.cve(0), isRansomware: row.bool(1))
        }
    }
}

extension PostgresRow {
    fileprivate func cve(_ column: Int) -> CVEID {
        guard let cve = CVEID(packed: int64(column)) else { preconditionFailure("column \(column) is no CVE") }
        return cve
    }
}
