internal import Engine
internal import Hashing
internal import Postgres

/// The rows that a batch writes for findings.
struct FindingRows {
    struct SetRow {
        let key: SourceKey
        let digest: Digest
        let members: [UInt8]
        let cves: [Int64]

        var packedCVEs: [UInt8] {
            var bytes: [UInt8] = []
            for cve in cves { bytes.append(bigEndian: cve) }
            return bytes
        }
    }

    struct Opening {
        let key: SourceKey
        let fingerprint: FingerprintBytes
        let text: [UInt8]
        let opened: DecisionCommit
        let closed: DecisionCommit?
        /// The row that gives it its life, and goes.
        let movedFrom: FingerprintBytes?
        let openedAs: FingerprintBytes?
    }

    struct Closing {
        let key: SourceKey
        let fingerprint: FingerprintBytes
        let closed: DecisionCommit
    }

    struct CVERow {
        let cve: Int64
        let key: SourceKey
    }

    private var sets: [SetRow] = []
    private var openings: [Opening] = []
    private var closings: [Closing] = []
    private var newCVEs: [CVERow] = []
    private var oldCVEs: [CVERow] = []

    /// What a source's scans changed.
    mutating func take(_ walk: SourceWalk) {
        take(walk.lives, of: walk.key)
        let areCVEsChanged = walk.cves != walk.held.cves
        if areCVEsChanged { takeCVEs(from: walk.held.cves, to: walk.cves, of: walk.key) }
        guard areCVEsChanged || walk.digest != walk.held.digest else { return }
        sets.append(
            SetRow(key: walk.key, digest: walk.digest ?? Digest(of: []), members: walk.members, cves: walk.cves))
    }

    private mutating func take(_ lives: [FingerprintBytes: FindingLife], of key: SourceKey) {
        for (fingerprint, life) in lives {
            if let text = life.text {
                openings.append(
                    Opening(
                        key: key, fingerprint: fingerprint, text: text.bytes, opened: life.opened ?? text.of,
                        closed: life.closed, movedFrom: life.movedFrom, openedAs: life.openedAs))
            } else if let closed = life.closed {
                closings.append(Closing(key: key, fingerprint: fingerprint, closed: closed))
            }
        }
    }

    private mutating func takeCVEs(from old: [Int64], to new: [Int64], of key: SourceKey) {
        for difference in SortedDifference.between(old, new, by: { $0 }, isEqual: ==) {
            switch difference {
            case .added(let cve), .changed(let cve): newCVEs.append(CVERow(cve: cve, key: key))
            case .removed(let cve): oldCVEs.append(CVERow(cve: cve, key: key))
            }
        }
    }

    func write(_ session: PostgresSession) throws {
        if !openings.isEmpty { try open(session) }
        if openings.contains(where: { $0.movedFrom != nil }) { try removeMoved(session) }
        if !closings.isEmpty { try close(session) }
        if !sets.isEmpty { try writeSets(session) }
        if !oldCVEs.isEmpty { try deleteCVEs(session) }
        if !newCVEs.isEmpty { try insertCVEs(session) }
    }

    private func open(_ session: PostgresSession) throws {
        let openedAt = openings.map(\.opened.decision.decidedAt.column)
        try session.run(
            """
            INSERT INTO finding (tenant, service, source, fingerprint, body, first_seen_at, opened_at, opened_by,
                                 opened_as, closed_at, closed_by)
            SELECT given.tenant, given.service, given.source, given.fingerprint, given.body,
                   COALESCE(old.first_seen_at, given.opened_at), COALESCE(old.opened_at, given.opened_at),
                   COALESCE(old.opened_by, given.opened_by), COALESCE(old.opened_as, old.fingerprint, given.opened_as),
                   given.closed_at, given.closed_by
              FROM unnest(\(openings.map(\.key.tenant)), \(openings.map(\.key.service)),
                          \(openings.map(\.key.source)),
                          \(openings.map { PostgresBytes($0.fingerprint.bytes) }),
                          \(openings.map { PostgresBytes($0.text) }), \(openedAt),
                          \(openings.map(\.opened.decision.scan.uuid)),
                          \(openings.map { $0.closed?.decision.decidedAt.column }),
                          \(openings.map { $0.closed?.decision.scan.uuid }),
                          \(openings.map { $0.movedFrom.map { PostgresBytes($0.bytes) } }),
                          \(openings.map { $0.openedAs.map { PostgresBytes($0.bytes) } }))
                   AS given (tenant, service, source, fingerprint, body, opened_at, opened_by, closed_at, closed_by,
                             moved_from, opened_as)
              LEFT JOIN finding AS old
                ON old.tenant = given.tenant AND old.service = given.service AND old.source = given.source
               AND old.fingerprint = given.moved_from
            ON CONFLICT (tenant, service, source, fingerprint) DO UPDATE
               SET body = excluded.body,
                   opened_as = CASE WHEN finding.closed_at IS NULL THEN finding.opened_as END,
                   closed_at = excluded.closed_at, closed_by = excluded.closed_by,
                   opened_at = CASE WHEN finding.closed_at IS NULL THEN finding.opened_at ELSE excluded.opened_at END,
                   opened_by = CASE WHEN finding.closed_at IS NULL THEN finding.opened_by ELSE excluded.opened_by END
            """)
    }

    /// Rows whose lives go on under other fingerprints.
    private func removeMoved(_ session: PostgresSession) throws {
        let moved = openings.filter { $0.movedFrom != nil }
        try session.run(
            """
            DELETE FROM finding
             USING unnest(\(moved.map(\.key.tenant)), \(moved.map(\.key.service)), \(moved.map(\.key.source)),
                          \(moved.map { $0.movedFrom.map { PostgresBytes($0.bytes) } }))
                   AS given (tenant, service, source, fingerprint)
             WHERE finding.tenant = given.tenant AND finding.service = given.service
               AND finding.source = given.source AND finding.fingerprint = given.fingerprint
            """)
    }

    private func close(_ session: PostgresSession) throws {
        try session.run(
            """
            UPDATE finding
               SET closed_at = given.closed_at, closed_by = given.closed_by
              FROM unnest(\(closings.map(\.key.tenant)), \(closings.map(\.key.service)), \(closings.map(\.key.source)),
                          \(closings.map { PostgresBytes($0.fingerprint.bytes) }),
                          \(closings.map(\.closed.decision.decidedAt.column)),
                          \(closings.map(\.closed.decision.scan.uuid)))
                   AS given (tenant, service, source, fingerprint, closed_at, closed_by)
             WHERE finding.tenant = given.tenant AND finding.service = given.service
               AND finding.source = given.source AND finding.fingerprint = given.fingerprint
            """)
    }

    private func writeSets(_ session: PostgresSession) throws {
        try session.run(
            """
            INSERT INTO finding_set (tenant, service, source, digest, members, cves)
            SELECT * FROM unnest(\(sets.map(\.key.tenant)), \(sets.map(\.key.service)), \(sets.map(\.key.source)),
                                 \(sets.map(\.digest.column)), \(sets.map { PostgresBytes($0.members) }),
                                 \(sets.map { PostgresBytes($0.packedCVEs) }))
            ON CONFLICT (tenant, service, source) DO UPDATE
               SET digest = excluded.digest, members = excluded.members, cves = excluded.cves
            """)
    }

    private func deleteCVEs(_ session: PostgresSession) throws {
        try session.run(
            """
            DELETE FROM decision_cve
             USING unnest(\(oldCVEs.map(\.cve)), \(oldCVEs.map(\.key.tenant)), \(oldCVEs.map(\.key.service)),
                          \(oldCVEs.map(\.key.source))) AS given (cve, tenant, service, source)
             WHERE decision_cve.cve = given.cve AND decision_cve.tenant = given.tenant
               AND decision_cve.service = given.service AND decision_cve.source = given.source
            """)
    }

    private func insertCVEs(_ session: PostgresSession) throws {
        try session.run(
            """
            INSERT INTO decision_cve (cve, tenant, service, source)
            SELECT * FROM unnest(\(newCVEs.map(\.cve)), \(newCVEs.map(\.key.tenant)), \(newCVEs.map(\.key.service)),
                                 \(newCVEs.map(\.key.source)))
            ON CONFLICT (cve, tenant, service, source) DO NOTHING
            """)
    }
}
