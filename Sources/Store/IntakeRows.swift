internal import Engine
internal import Hashing
internal import Postgres

extension Store {
    /// Those services of `scans` that exist, after creating the missing ones if so wished.
    static func services(
        of scans: [NewScan], creating: Bool, _ session: PostgresSession
    ) throws -> Set<ServiceKey> {
        let wanted = Set(scans.map(\.serviceKey))
        let found = try existing(Array(wanted), session)
        guard creating, found.count < wanted.count else { return found }
        let missing = wanted.subtracting(found).sorted { ($0.tenant, $0.service) < ($1.tenant, $1.service) }
        let createdAt = scans[0].acceptedAt.column
        try session.run(
            """
            INSERT INTO service (tenant, name, created_at)
            SELECT tenant, name, \(createdAt) FROM unnest(\(missing.map(\.tenant)), \(missing.map(\.service))) AS given (tenant, name)
            ON CONFLICT (tenant, name) DO NOTHING
            """)
        return wanted
    }

    private static func existing(_ keys: [ServiceKey], _ session: PostgresSession) throws -> Set<ServiceKey> {
        let rows = try session.run(
            """
            SELECT tenant, name
              FROM unnest(\(keys.map(\.tenant)), \(keys.map(\.service))) AS given (tenant, name)
              JOIN service USING (tenant, name)
            """)
        return Set(rows.map { ServiceKey(tenant: $0.text(0), service: $0.text(1)) })
    }

    /// Which scan each delivery of `scans` belongs to: the one here, or the one that came first.
    static func record(
        deliveriesOf scans: [NewScan], _ session: PostgresSession
    ) throws -> [DeliveryKey: ScanID] {
        let given = scans.filter { $0.delivery != nil }
        guard !given.isEmpty else { return [:] }
        var first: [DeliveryKey: NewScan] = [:]
        for scan in given { if let key = scan.deliveryKey, first[key] == nil { first[key] = scan } }
        let keys = first.keys.sorted()
        let scans = keys.compactMap { first[$0] }
        try session.run(
            """
            INSERT INTO webhook_delivery (tenant, provider, delivery, scan, received_at)
            SELECT * FROM unnest(\(keys.map(\.tenant)), \(keys.map(\.provider)), \(keys.map(\.delivery)),
                                 \(scans.map(\.id.uuid)), \(scans.map(\.acceptedAt.column)))
            ON CONFLICT (tenant, provider, delivery) DO NOTHING
            """)
        let rows = try session.run(
            """
            SELECT tenant, provider, delivery, scan
              FROM unnest(\(keys.map(\.tenant)), \(keys.map(\.provider)), \(keys.map(\.delivery)))
                   AS given (tenant, provider, delivery)
              JOIN webhook_delivery USING (tenant, provider, delivery)
            """)
        return Dictionary(
            uniqueKeysWithValues: rows.map { row in
                (DeliveryKey(tenant: row.text(0), provider: row.text(1), delivery: row.text(2)), row.id(3))
            })
    }

    /// The sequence number of each scan, in order.
    static func number(_ scans: [NewScan], _ session: PostgresSession) throws -> [Int64] {
        guard !scans.isEmpty else { return [] }
        let counts = Dictionary(scans.map { ($0.sourceKey, Int64(1)) }, uniquingKeysWith: +)
        let keys = counts.keys.sorted()
        let rows = try session.run(
            """
            INSERT INTO source_sequence AS held (tenant, service, source, last_sequence)
            SELECT * FROM unnest(\(keys.map(\.tenant)), \(keys.map(\.service)), \(keys.map(\.source)),
                                 \(keys.map { counts[$0] ?? 0 }))
            ON CONFLICT (tenant, service, source) DO UPDATE
               SET last_sequence = held.last_sequence + excluded.last_sequence
            RETURNING tenant, service, source, last_sequence
            """)
        var next: [SourceKey: Int64] = [:]
        for row in rows {
            let key = SourceKey(tenant: row.text(0), service: row.text(1), source: row.text(2))
            next[key] = row.int64(3) - (counts[key] ?? 0)
        }
        return scans.map { scan in
            next[scan.sourceKey, default: 0] += 1
            return next[scan.sourceKey, default: 0]
        }
    }

    static func insertArtifacts(of scans: [NewScan], _ session: PostgresSession) throws {
        var unique: [ContentKey: NewScan] = [:]
        for scan in scans { unique[ContentKey(tenant: scan.tenant, digest: scan.artifact)] = scan }
        guard !unique.isEmpty else { return }
        let scans = unique.values.sorted { left, right in
            left.artifact == right.artifact
                ? left.tenant < right.tenant : left.artifact.precedes(right.artifact)
        }
        try session.run(
            """
            INSERT INTO artifact (tenant, digest, body, is_gzip, byte_count, created_at)
            SELECT * FROM unnest(\(scans.map(\.tenant)), \(scans.map(\.artifact.column)),
                                 \(scans.map { PostgresBytes($0.body) }), \(scans.map(\.isCompressed)),
                                 \(scans.map(\.byteCount)), \(scans.map(\.acceptedAt.column)))
            ON CONFLICT (tenant, digest) DO NOTHING
            """)
    }

    static func insert(_ scans: [NewScan], _ numbers: [Int64], _ session: PostgresSession) throws {
        guard !scans.isEmpty else { return }
        try session.run(
            """
            INSERT INTO scan (id, tenant, service, source, sequence, artifact, format, accepted_at, trace)
            SELECT * FROM unnest(\(scans.map(\.id.uuid)), \(scans.map(\.tenant)), \(scans.map(\.service)),
                                 \(scans.map(\.source)), \(numbers), \(scans.map(\.artifact.column)),
                                 \(scans.map(\.format)), \(scans.map(\.acceptedAt.column)), \(scans.map(\.trace)))
            """)
    }
}
