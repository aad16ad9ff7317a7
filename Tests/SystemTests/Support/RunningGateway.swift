import Engine
import Fleet
import Foundation
import Hashing
import JSON
import NIOHTTP1
import Redis
import Stages
import Store
import TestSupport

/// A gateway alone, without workers, on a private Redis and a database of its own.
final class RunningGateway: Sendable {
    let database: TestDatabase
    let redis: PrivateRedis?
    let url: String
    private let folder: URL
    private let process: KeptProcess

    /// Lends one to `body` and stops it afterwards. Without Redis it is pointed at a port where nobody listens.
    static func run(
        _ settings: [String: String] = [:], hasRedis: Bool = true, _ body: (RunningGateway) async throws -> Void
    ) async throws {
        let gateway = try await RunningGateway(settings, hasRedis: hasRedis)
        do {
            try await body(gateway)
        } catch {
            await gateway.stop()
            throw error
        }
        await gateway.stop()
    }

    private init(_ settings: [String: String], hasRedis: Bool) async throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "fixops-gateway-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        redis = hasRedis ? try PrivateRedis() : nil
        database = try await TestDatabase()
        let listen = "127.0.0.1:\(FreePort.next())"
        url = "http://\(listen)"
        let environment = [
            "FIXOPS_HEALTH_LISTEN": "off", "FIXOPS_LISTEN": listen, "FIXOPS_POSTGRES_URL": database.url,
            "FIXOPS_REDIS_URL": redis?.url ?? "redis://127.0.0.1:\(FreePort.next())/0",
        ]
        process = KeptProcess(
            "ingest-gateway", environment: environment.merging(settings) { $1 },
            log: folder.appending(path: "gateway.log"))
        try process.start()
        do {
            try await untilReady()
        } catch {
            await stop()
            throw error
        }
    }

    private func stop() async {
        process.stop()
        redis?.kill()
        await database.drop()
        try? FileManager.default.removeItem(at: folder)  // Ignored: a temporary folder.
    }

    func post(
        _ path: String, _ body: String = "{}", headers: [String: String] = [:]
    ) async throws -> HTTPAnswer { try await post(path, Array(body.utf8), headers: headers) }

    func post(_ path: String, _ body: [UInt8], headers: [String: String] = [:]) async throws -> HTTPAnswer {
        try await HTTPAnswer.post(url + path, body, headers: headers)
    }

    func get(_ path: String, headers: [String: String] = [:]) async throws -> HTTPAnswer {
        try await HTTPAnswer.send(.GET, url + path, headers: headers)
    }

    func patch(_ path: String, _ body: String, type: String = "application/json") async throws -> HTTPAnswer {
        try await HTTPAnswer.send(.PATCH, url + path, Array(body.utf8), headers: ["content-type": type])
    }

    func put(_ path: String, _ body: String, type: String = "application/json") async throws -> HTTPAnswer {
        try await HTTPAnswer.send(.PUT, url + path, Array(body.utf8), headers: ["content-type": type])
    }

    /// Asks until `condition` holds; false when it does not within 20 seconds.
    func eventually(_ condition: () async throws -> Bool) async throws -> Bool {
        for _ in 0..<200 {
            if try await condition() { return true }
            try await Task.sleep(for: .milliseconds(100))
        }
        return try await condition()
    }

    private func untilReady() async throws {
        let isReady = try await eventually { (try? await get("/ready"))?.status == 200 }
        guard isReady else {
            throw FleetFailure(
                "the gateway is not ready: \((try? String(contentsOf: process.log, encoding: .utf8)) ?? "")")
        }
    }
}
