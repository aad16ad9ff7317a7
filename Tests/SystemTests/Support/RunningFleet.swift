import Foundation
import JSON
import Postgres
import TestSupport

/// A whole fleet of real processes on a private Redis and a database of its own; what dies is started again.
final class RunningFleet: Sendable {
    static let workers = ["enricher", "evidence-writer", "normalizer", "scorer"]

    let gateway: String
    let database: PostgresPool
    /// What programs need that work on the servers themselves.
    let environment: [String: String]
    let redis: PrivateRedis
    /// Where each process tells of its health and its metrics.
    let healthPorts: [String: Int]
    private let processes: [KeptProcess]
    private let folder: URL

    /// Starts everything and waits until the gateway is ready. `settings` are added to every process's environment.
    init(settings: [String: String] = [:], workers: [String] = RunningFleet.workers) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "fixops-fleet-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        self.folder = folder
        redis = try PrivateRedis()
        let databaseURL = try await Self.newDatabase()
        database = try PostgresPool(PostgresSettings(url: databaseURL, size: 1))
        let common = ["FIXOPS_POSTGRES_URL": databaseURL, "FIXOPS_REDIS_URL": redis.url].merging(settings) { $1 }
        environment = common
        let migration = try await ProgramRun.run("fixops", ["migrate"], environment: common)
        guard migration.status == 0 else { throw FleetFailure("migrate: \(migration.stderr)") }
        let listen = "127.0.0.1:\(FreePort.next())"
        gateway = "http://\(listen)"
        let names = ["feed-scheduler", "ingest-gateway"] + workers
        let ports = Dictionary(uniqueKeysWithValues: names.map { ($0, FreePort.next()) })
        healthPorts = ports
        processes = names.map { name in
            var environment = common
            environment["FIXOPS_HEALTH_LISTEN"] = "127.0.0.1:\(ports[name] ?? 0)"
            if name == "ingest-gateway" { environment["FIXOPS_LISTEN"] = listen }
            return KeptProcess(name, environment: environment, log: folder.appending(path: "\(name).log"))
        }
        for process in processes { try process.start() }
        try await untilReady()
    }

    /// SIGKILLs every process of that name; each is started again at once.
    func kill(_ name: String) {
        for process in processes where process.name == name { process.kill() }
    }

    /// Stops everything and removes the folder.
    func stop() {
        for process in processes { process.stop() }
        redis.kill()
        try? FileManager.default.removeItem(at: folder)  // Ignored: a temporary folder.
    }

    /// The last lines of each process's log, for a test that failed.
    var logs: String {
        processes.map { process in
            let text = (try? String(contentsOf: process.log, encoding: .utf8)) ?? ""
            return "── \(process.name)\n" + text.split(separator: "\n").suffix(15).joined(separator: "\n")
        }.joined(separator: "\n")
    }

    /// Every line that the processes have logged, as JSON.
    var logLines: [JSONValue] {
        processes.flatMap { process in
            ((try? String(contentsOf: process.log, encoding: .utf8)) ?? "").split(separator: "\n")
                .compactMap { try? JSONValue(parsing: Array($0.utf8)) }
        }
    }

    /// The number that a query gives.
    func count(_ query: SQL) async throws -> Int64 {
        try await database.session { session in try session.run(query).first?.int64(0) ?? 0 }
    }

    /// Asks until `condition` holds; false when it does not within `limit`.
    func eventually(within limit: Duration, _ condition: () async throws -> Bool) async throws -> Bool {
        let deadline = ContinuousClock.now + limit
        while ContinuousClock.now < deadline {
            if try await condition() { return true }
            try await Task.sleep(for: .milliseconds(100))
        }
        return try await condition()
    }

    private func untilReady() async throws {
        let isReady = try await eventually(within: .seconds(60)) {
            (try? await HTTPAnswer.get("\(gateway)/ready"))?.status == 200
        }
        guard isReady else { throw FleetFailure("the gateway is not ready\n\(logs)") }
    }

    private static func newDatabase() async throws -> String {
        guard let server = TestServices.postgresURL else { throw FleetFailure(TestServices.hint) }
        let name = "fleet_\(UUID().uuidString.replacing("-", with: "").lowercased())"
        let pool = try PostgresPool(PostgresSettings(url: server, size: 1))
        try await pool.session { session in try session.script("CREATE DATABASE \(name)") }
        return server.prefix { $0 != "?" }.split(separator: "/").dropLast().joined(separator: "/")
            .replacing("postgres:/", with: "postgres://") + "/\(name)"
    }
}

/// Why a fleet could not be started.
struct FleetFailure: CustomStringConvertible, Error {
    let description: String

    init(_ description: String) { self.description = description }
}
