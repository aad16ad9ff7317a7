import Engine
import Fleet
import Hashing
import JSON
import Logging
import Postgres
import Redis
import ServiceLifecycle
import Store
import TestSupport

@testable import Stages

/// The whole line of one test: a Redis and a database of its own, and every stage in this process.
final class TestLine: Sendable {
    let database: String
    let endpoint: RedisEndpoint
    let fleet: FleetClient
    let pool: PostgresPool
    let redis: RedisConnection
    let server: PrivateRedis
    let store: Store
    private let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    /// `arguments` are added to the command line of its Redis.
    init(redis arguments: [String] = []) async throws {
        guard let postgres = TestServices.postgresURL else { throw TestLineError("there is no PostgreSQL") }
        database = "fixops_line_\(String(UInt64.random(in: 0 ... .max), radix: 36))"
        try await Databases.create(database, at: postgres, waitingUpTo: 5)
        var parts = postgres.split(separator: "/", omittingEmptySubsequences: false)
        parts[parts.count - 1] = Substring(database)
        let url = parts.joined(separator: "/")
        try await Databases.migrate(url)
        pool = try PostgresPool(PostgresSettings(url: url, size: 10))
        store = Store(pool: pool)
        server = try PrivateRedis(arguments)
        endpoint = try RedisEndpoint(server.url)
        fleet = FleetClient(endpoint: endpoint, map: ShardMap(), name: "test")
        redis = RedisConnection(endpoint, name: "test-behind")
        try await fleet.confirm(try await fleet.lives())
    }

    // MARK: Stages

    var deadLetters: DeadLetterOffice { DeadLetterOffice(store: store, fleet: fleet, logger: logger) }
    var policies: PolicyShelf { PolicyShelf(store: store) }
    var threats: ThreatSource { ThreatSource(store: store, logger: logger) }
    var normalizer: NormalizerStage {
        NormalizerStage(store: store, budget: ByteBudget(limit: 64 << 20), deadLetters: deadLetters)
    }
    var scorer: ScorerStage { ScorerStage(store: store, policies: policies, deadLetters: deadLetters) }
    var writer: EvidenceStage {
        EvidenceStage(store: store, fleet: fleet, deadLetters: deadLetters, logger: logger)
    }
    /// A new one each time, which rests after no other's turn.
    var reconcile: ReconcileDuty { ReconcileDuty(store: store, fleet: fleet, logger: logger) }
    var reassert: ReassertDuty {
        let reconcile = reconcile
        return ReassertDuty(store: store, fleet: fleet) { try await reconcile.performAfterLoss() }
    }

    func enricher(_ threats: ThreatSource? = nil) -> EnricherStage {
        EnricherStage(store: store, threats: threats ?? self.threats, policies: policies, deadLetters: deadLetters)
    }

    static func context(_ stage: StageName) -> StageContext {
        StageContext(consumer: "test.1.a", stage: stage, startedAt: WallClock.now().milliseconds)
    }

    /// Runs all four stages while `body` runs.
    func running<Result: Sendable>(_ body: @Sendable @escaping () async throws -> Result) async throws -> Result {
        let threats = threats
        let effects: [(StageName, StageEffects)] = [
            (.normalize, normalizer.effects), (.enrich, enricher(threats).effects), (.score, scorer.effects),
            (.evidence, writer.effects),
        ]
        let runners = effects.map { stage, effects in
            StageRunner(stage: stage, endpoint: endpoint, settings: settings, effects: effects, logger: logger)
        }
        let group = ServiceGroup(services: runners + [threats], logger: logger)
        return try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            do {
                let result = try await body()
                await group.triggerGracefulShutdown()
                try await tasks.waitForAll()
                return result
            } catch {
                tasks.cancelAll()
                throw error
            }
        }
    }

    private var settings: FleetSettings {
        var settings = FleetSettings()
        settings.lease = .seconds(2)
        settings.retryDelay = RetryDelay(base: 1, cap: 50)
        settings.drainDeadline = .seconds(5)
        return settings
    }

    // MARK: Reports

    /// Accepts a report as the gateway does, up to the queue where `isEnqueued`.
    func accept(
        _ report: [UInt8], service: String = "shop", source: String = "default", isEnqueued: Bool = true,
        secondsAgo: Int64 = 0
    ) async throws -> ScanID {
        let now = Timestamp(milliseconds: WallClock.now().milliseconds - secondsAgo * 1000)
        let id = ScanID.fresh(at: now)
        let digest = Digest(of: report)
        let scan = NewScan(
            id: id, tenant: "default", service: service, source: source, format: "auto", artifact: digest, body: report,
            isCompressed: false, byteCount: report.count, acceptedAt: now)
        guard case .accepted(_, let sequence) = try await store.accept([scan], createsServices: true).first else {
            throw TestLineError("the scan was not accepted")
        }
        guard isEnqueued else { return id }
        _ = try await fleet.enqueue([
            Handoff(
                stage: .normalize,
                message: Self.message(
                    id, service: service, source: source, sequence: sequence,
                    NormalizeWork(artifact: digest, format: "auto", byteCount: report.count).encoded))
        ])
        return id
    }

    static func message(
        _ scan: ScanID, service: String = "shop", source: String = "default", sequence: Int64 = 1, _ work: [UInt8]
    ) -> Message {
        Message(
            job: scan.description, scan: scan.description, tenant: "default", service: service, source: source,
            sequence: sequence, jobClass: .live, payload: work)
    }

    /// A CycloneDX report of one component with these vulnerabilities.
    static func report(_ cves: [String], component: String = "lib") -> [UInt8] {
        let vulnerabilities = cves.map { cve -> JSONValue in
            [
                "affects": [["ref": "a"]], "id": .string(cve),
                "ratings": [["method": "CVSSv31", "score": 5.4, "severity": "medium"]],
            ]
        }
        let purl = "pkg:npm/\(component)@1.0.0"
        let report: JSONValue = [
            "bomFormat": "CycloneDX",
            "components": [
                [
                    "bom-ref": "a", "name": .string(component), "purl": .string(purl), "type": "library",
                    "version": "1.0.0",
                ]
            ],
            "specVersion": "1.5", "version": 1, "vulnerabilities": .array(vulnerabilities),
        ]
        return report.canonical
    }

    // MARK: Feeds

    func importKEV(_ cves: [String]) async throws -> FeedImportReport {
        let entries = cves.map { cve -> JSONValue in ["cveID": .string(cve), "knownRansomwareCampaignUse": "Unknown"] }
        let catalog: JSONValue = [
            "catalogVersion": "1", "count": .integer(Int64(cves.count)),
            "dateReleased": .string(WallClock.now().description), "title": "test",
            "vulnerabilities": .array(entries),
        ]
        return try await FeedImport(store: store, fleet: fleet).run(catalog.canonical)
    }

    func importEPSS(_ scores: [String: Double]) async throws -> FeedImportReport {
        var text = "#model_version:v2026.06.15,score_date:\(WallClock.now())\ncve,epss,percentile\n"
        for (cve, score) in scores.sorted(by: { $0.key < $1.key }) { text += "\(cve),\(score),0.5\n" }
        return try await FeedImport(store: store, fleet: fleet).run(Array(text.utf8))
    }

    // MARK: Looking

    /// The scans as they ended. Asks again and again for at most a minute.
    func ended(_ scans: [ScanID]) async throws -> [ScanRecord] {
        try await eventually("every scan has ended") {
            let records = try await self.store.scans(scans, tenant: "default")
            return records.count == scans.count && records.allSatisfy { $0.finishedAt != nil } ? records : nil
        }
    }

    func decision(of scan: ScanID) async throws -> DecisionRecord {
        _ = try await ended([scan])
        guard let decision = try await store.decisionsOf(scans: [scan], tenant: "default").first else {
            throw TestLineError("the scan has no decision")
        }
        return decision
    }

    func eventually<Value: Sendable>(
        _ what: String, _ question: @Sendable () async throws -> Value?
    ) async throws -> Value {
        let deadline = ContinuousClock.now + .seconds(60)
        while ContinuousClock.now < deadline {
            do {
                if let answer = try await question() { return answer }
            } catch let error as PostgresError where error.isConnection {
                // Ignored: tests take the database away.
            }
            try await Task.sleep(for: .milliseconds(20))
        }
        throw TestLineError("not within a minute: \(what)")
    }
}

struct TestLineError: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}
