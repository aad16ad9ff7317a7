import BlockingIO
import Engine
import Fleet
import Hashing
import Stages
import Store
import Synchronization

/// Answers a report that is known already from Redis alone, for as long as its answer cannot have changed.
///
/// Every doubt is a miss: the report then takes the usual way, and nothing but time is lost.
final class ShortCircuit: Sendable {
    /// A known answer.
    struct Hit: Sendable {
        let decision: ScanID
        /// Canonical JSON, as HTTP answers it.
        let answer: ArraySlice<UInt8>
    }

    private let changes = Mutex(ThreatChanges())
    private let hits: HitCounts
    private let counters = ReadingCounters()
    /// The newest epoch that Redis told of.
    private let published = Atomic<Int64>(0)
    private let readings: Batcher<FingerprintQuery, FingerprintReading>

    init(fleet: FleetClient, hits: HitCounts) {
        self.hits = hits
        readings = Batcher(limit: 256, pending: 20_000) { queries in try await fleet.readFingerprints(queries) }
    }

    /// The epoch up to which changes are known.
    var epoch: Int64 { changes.withLock { $0.epoch } }

    /// The epoch that a new decision must not be below: whoever imported a feed before posting sees it decided by.
    var publishedEpoch: Int64 { published.load(ordering: .relaxed) }

    /// Takes in what changed after `epoch`.
    func record(_ news: CVEChanges) { changes.withLock { $0.record(news) } }

    /// The known answer to this report, counted as a hit; nil when there is none that surely still holds.
    func answer(_ scan: ScanRequest, artifact: Digest, now: Timestamp) async -> Hit? {
        let key = FingerprintKey.digest(
            tenant: scan.tenant, service: scan.service, source: scan.source, format: scan.format, artifact: artifact)
        let query = FingerprintQuery(
            tenant: scan.tenant, service: scan.service, source: scan.source, digest: key.description)
        // Ignored: without Redis, or with too many questions to it, every report is a new one.
        let reading = try? await readings.submit(query)
        if let epoch = reading?.epoch { published.max(epoch, ordering: .relaxed) }
        let found = reading.flatMap { holding($0, now: now) }
        counters.count(reading, isHit: found != nil)
        guard let value = found else { return nil }
        hits.count(value.decision, tenant: scan.tenant, at: now)
        return Hit(decision: value.decision, answer: value.answer)
    }

    private func holding(_ reading: FingerprintReading, now: Timestamp) -> FingerprintValue? {
        guard let bytes = reading.value, let revision = reading.revision, let epoch = reading.epoch,
            let value = FingerprintValue(bytes), value.revision == revision,
            value.sequence == reading.sequence,
            value.validUntil.map({ now < $0 }) ?? true,
            changes.withLock({ $0.covers(value, at: epoch) })
        else { return nil }
        return value
    }
}
