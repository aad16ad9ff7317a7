internal import Engine
internal import Postgres

/// A scan whose job is to be put back.
struct RedrivableScan {
    var status: ScanStatus
    /// Whether a newer scan of its source is decided.
    let isSuperseded: Bool
    let unfinished: UnfinishedScan

    /// Locks the scans, in the order of their ids, as a burial does.
    static func lock(_ ids: [ScanID], tenant: String, _ session: PostgresSession) throws -> [ScanID: RedrivableScan] {
        guard !ids.isEmpty else { return [:] }
        let rows = try session.run(
            """
            SELECT scan.id, scan.service, scan.source, scan.sequence, artifact, format, accepted_at, status,
                   COALESCE(held.sequence > scan.sequence, false), scan.trace
              FROM scan
              LEFT JOIN current_decision AS held
                ON held.tenant = scan.tenant AND held.service = scan.service AND held.source = scan.source
             WHERE scan.id = ANY (\(Set(ids).sorted().map(\.uuid))) AND scan.tenant = \(tenant)
             ORDER BY scan.id
               FOR UPDATE OF scan
            """)
        let scans = rows.map { row in
            guard let status = ScanStatus(rawValue: row.text(7)) else {
                preconditionFailure("the schema lists the states")
            }
            return RedrivableScan(
                status: status, isSuperseded: row.bool(8),
                unfinished: UnfinishedScan(
                    id: row.id(0), tenant: tenant, service: row.text(1), source: row.text(2), sequence: row.int64(3),
                    artifact: row.digest(4), format: row.text(5), acceptedAt: row.timestamp(6),
                    trace: row.text(9)))
        }
        return Dictionary(scans.map { ($0.unfinished.id, $0) }) { first, _ in first }
    }
}
