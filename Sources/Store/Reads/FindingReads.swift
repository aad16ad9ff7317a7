internal import Engine
internal import Postgres

extension Store {
    /// A service's findings by source and fingerprint; with `closed`, also those that are gone.
    ///
    /// A scan that was answered from what is known counts as a scan: what it reports again is no longer new.
    public func findings(_ key: ServiceKey, closed: Bool) async throws -> [FindingRecord] {
        try await pool.session { session in
            let rows = try session.run(
                """
                SELECT finding.source, encode(fingerprint, 'hex'), body, first_seen_at, opened_at, opened_by, closed_at,
                       closed_by, encode(opened_as, 'hex'),
                       held.scan IS NOT DISTINCT FROM opened_by
                       AND NOT EXISTS (
                           SELECT FROM decision
                             JOIN decision_hit
                               ON decision_hit.tenant = decision.tenant AND decision_hit.decision = decision.id
                            WHERE decision.scan = held.scan
                       )
                  FROM finding
                  LEFT JOIN current_decision AS held
                    ON held.tenant = finding.tenant AND held.service = finding.service AND held.source = finding.source
                 WHERE finding.tenant = \(key.tenant) AND finding.service = \(key.service)
                   AND (\(closed) OR closed_at IS NULL)
                 ORDER BY finding.source, fingerprint
                """)
            return rows.map { row in row.finding(service: key.service) }
        }
    }
}

extension PostgresRow {
    fileprivate func finding(service: String) -> FindingRecord {
        guard let fingerprint = Fingerprint(hex: text(1)) else { preconditionFailure("column 1 is no fingerprint") }
        return FindingRecord(
            service: service, source: text(0), fingerprint: fingerprint, body: bytes(2), firstSeenAt: timestamp(3),
            openedAt: timestamp(4), openedBy: id(5), closedAt: optionalTimestamp(6), closedBy: optionalID(7),
            openedAs: optionalText(8).flatMap { Fingerprint(hex: $0) }, isOpenedByNewest: bool(9))
    }
}
