internal import Engine
internal import Postgres

extension Store {
    /// Commits scans with their artifacts in one transaction; answers in order.
    ///
    /// Sequence numbers follow the order of `scans` and have no gaps. Services are created with unknown context, or where
    /// `createsServices` is false must be declared. Every statement takes its rows in one sorted order: no deadlocks.
    public func accept(_ scans: [NewScan], createsServices: Bool) async throws -> [Acceptance] {
        guard !scans.isEmpty else { return [] }
        for scan in scans { try scan.checkNames() }
        return try await pool.transaction { session in
            try AdvisoryLock.retention.share(session)
            let services = try Self.services(of: scans, creating: createsServices, session)
            let known = scans.filter { services.contains($0.serviceKey) }
            let delivered = try Self.record(deliveriesOf: known, session)
            let fresh = known.filter { scan in scan.deliveryKey.map { delivered[$0] == scan.id } ?? true }
            let numbers = try Self.number(fresh, session)
            try Self.insertArtifacts(of: fresh, session)
            try Self.insert(fresh, numbers, session)
            let sequences = Dictionary(uniqueKeysWithValues: zip(fresh.map(\.id), numbers))
            return scans.map { scan in
                if let sequence = sequences[scan.id] { return .accepted(scan.id, sequence: sequence) }
                guard let first = scan.deliveryKey.flatMap({ delivered[$0] }) else { return .unknownService }
                return .repeatedDelivery(of: first)
            }
        }
    }

    /// How many scans are neither decided nor failed; counts no further than `limit`.
    public func unfinishedScanCount(upTo limit: Int) async throws -> Int {
        try await pool.session { session in
            let rows = try session.run(
                """
                SELECT count(*) FROM (
                    SELECT FROM scan WHERE status = 'queued' LIMIT \(limit)
                ) AS unfinished
                """)
            return rows.first?.int(0) ?? 0
        }
    }

    /// Adds to the decisions' counts of hits.
    public func recordHits(_ hits: [DecisionHits]) async throws {
        guard !hits.isEmpty else { return }
        let hits = hits.sorted { ($0.tenant, $0.decision) < ($1.tenant, $1.decision) }
        try await pool.session { session in
            _ = try session.run(
                """
                INSERT INTO decision_hit AS held (tenant, decision, hits, last_seen_at)
                SELECT tenant, decision, sum(hits), max(seen_at)
                  FROM unnest(\(hits.map(\.tenant)), \(hits.map(\.decision.uuid)), \(hits.map(\.count)),
                              \(hits.map(\.at.column))) AS given (tenant, decision, hits, seen_at)
                 GROUP BY tenant, decision
                 ORDER BY tenant, decision
                ON CONFLICT (tenant, decision) DO UPDATE
                   SET hits = held.hits + excluded.hits,
                       last_seen_at = greatest(held.last_seen_at, excluded.last_seen_at)
                """)
        }
    }
}

extension NewScan {
    var serviceKey: ServiceKey { ServiceKey(tenant: tenant, service: service) }
    var sourceKey: SourceKey { SourceKey(tenant: tenant, service: service, source: source) }
    var deliveryKey: DeliveryKey? {
        delivery.map { DeliveryKey(tenant: tenant, provider: $0.provider, delivery: $0.id) }
    }

    fileprivate func checkNames() throws(StoreError) {
        try Text.check(tenant, "tenant")
        try Text.check(service, "service's name")
        try Text.check(source, "source's name")
        try Text.check(format, "format's name")
        try Text.check(delivery?.provider ?? "", "webhook's provider")
        try Text.check(delivery?.id ?? "", "webhook's delivery id")
    }
}

/// A webhook delivery's place in its table.
struct DeliveryKey: Comparable, Hashable, Sendable {
    let tenant: String
    let provider: String
    let delivery: String

    static func < (left: DeliveryKey, right: DeliveryKey) -> Bool {
        (left.tenant, left.provider, left.delivery) < (right.tenant, right.provider, right.delivery)
    }
}
