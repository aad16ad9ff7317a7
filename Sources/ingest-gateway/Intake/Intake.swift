import BlockingIO
import CoreMetrics
import Engine
import Fleet
import Logging
import Stages
import Store

/// Takes reports in: committed in Postgres first, then made known to the fleet.
final class Intake: Sendable {
    /// A scan that is committed.
    struct Accepted: Sendable {
        let scan: ScanID
        /// A webhook call came again: this is the scan of the first.
        let isRepeated: Bool
    }

    /// Reports up to this many bytes share a commit; larger ones get one each.
    private static let sharedLimit = 1024 * 1024

    private let admission: Admission
    private let createsServices: Bool
    private let repeated = Counter(label: "fixops_duplicates_total", dimensions: [("kind", "delivery")])
    private let enqueuing: Batcher<Handoff, EnqueueAnswer>
    private let large: Batcher<NewScan, Acceptance>
    private let logger: Logger
    private let minimumEpoch: @Sendable () -> Int64
    private let small: Batcher<NewScan, Acceptance>

    /// `minimumEpoch` gives the feeds' epoch that a scan accepted now must not be decided below.
    init(
        store: Store, fleet: FleetClient, admission: Admission, createsServices: Bool,
        minimumEpoch: @escaping @Sendable () -> Int64, logger: Logger
    ) {
        self.admission = admission
        self.createsServices = createsServices
        self.minimumEpoch = minimumEpoch
        self.logger = logger
        enqueuing = Batcher(limit: 128, pending: 20_000) { handoffs in
            try await fleet.enqueueAsNewest(handoffs)
        }
        let commits = CommitTelemetry(.scans)
        let accept: @Sendable ([NewScan]) async throws -> [Acceptance] = { scans in
            try await commits.measuring(scans.count, scans.map(\.trace)) {
                try await store.accept(scans, createsServices: createsServices)
            }
        }
        large = Batcher(limit: 1, pending: 256, perform: accept)
        small = Batcher(limit: 64, pending: 20_000, lanes: 2, perform: accept)
    }

    /// Commits the scan and wakes the fleet.
    func accept(_ scan: NewScan) async throws -> Accepted {
        try await admission.admit(scan)
        switch try await commit(scan) {
        case .accepted(let id, let sequence):
            await wake(scan, id, sequence)
            return Accepted(scan: id, isRepeated: false)
        case .repeatedDelivery(of: let first):
            await admission.withdraw(scan)
            repeated.increment()
            return Accepted(scan: first, isRepeated: true)
        case .unknownService:
            await admission.withdraw(scan)
            throw Problem(
                .unknownService,
                "the service \"\(scan.service)\" is not declared; declare it with PUT "
                    + "/api/v1/services/NAME/context, or start the gateway with FIXOPS_SERVICES=open")
        }
    }

    private func commit(_ scan: NewScan) async throws -> Acceptance {
        do {
            return try await (scan.body.count > Self.sharedLimit ? large : small).submit(scan)
        } catch {
            await admission.withdraw(scan)
            guard case BatcherError.full = error else { throw error }
            throw Problem(.overloaded, "too many reports wait to be stored; try again", retryAfter: 1)
        }
    }

    /// Only wakes: a scan whose message is not sent is committed all the same, and the reconciler sends it later.
    private func wake(_ scan: NewScan, _ id: ScanID, _ sequence: Int64) async {
        let message = Message(
            job: id.description, scan: id.description, tenant: scan.tenant, service: scan.service, source: scan.source,
            sequence: sequence, jobClass: .live, minimumEpoch: minimumEpoch(),
            trace: scan.trace,
            payload: NormalizeWork(
                artifact: scan.artifact, format: scan.format, byteCount: scan.byteCount
            ).encoded)
        var reason = "its shard's server does not answer"
        do {
            guard try await enqueuing.submit(Handoff(stage: .normalize, message: message)) == .unreached else { return }
        } catch {
            reason = "\(error)"
        }
        logger.debug(
            "A scan waits for the reconciler",
            metadata: message.logMetadata.merging(["error.message": "\(reason)"]) { $1 })
    }
}
