import ChildPrograms
import Fleet
import FoundationEssentials
import Subprocess
import SystemPackage

/// What is broken and watched: two of each process, on a Redis and a PostgreSQL of their own, which they reach through
/// links that can be broken.
struct Subject: Sendable {
    /// How many of each process run.
    static let copies = 2
    /// A lease without a heartbeat, in seconds: the fleet's default.
    static let lease = Duration.seconds(3)
    /// More than one of each, so that nothing works only because all keys lie together.
    static let map = ShardMap(shards: 2, lanes: 2)
    static let webhookSecret = "chaos"

    let environment: [String: String]
    let folder: FilePath
    let postgres: PostgresServer
    let processes: [FleetProcess]
    let programs: FilePath
    let postgresLink: FaultyLink
    let redis: RedisServer
    let redisLink: FaultyLink

    init(programs: FilePath, folder: FilePath) throws {
        self.programs = programs
        self.folder = folder
        let logs = folder.appending("logs")
        try FileManager.default.createDirectory(atPath: logs.string, withIntermediateDirectories: true)
        redis = try RedisServer(in: folder.appending("redis"), logs: logs)
        postgres = try PostgresServer(in: folder.appending("postgres"), logs: logs)
        redisLink = FaultyLink(port: try FreePorts.next(), target: redis.port)
        postgresLink = FaultyLink(port: try FreePorts.next(), target: postgres.port)
        environment = [
            "FIXOPS_LANES": "\(Self.map.lanes)",
            "FIXOPS_POSTGRES_URL": postgres.url(port: postgresLink.port),
            "FIXOPS_REDIS_URL": "redis://127.0.0.1:\(redisLink.port)/0",
            "FIXOPS_SHARDS": "\(Self.map.shards)",
        ]
        var processes: [FleetProcess] = []
        for kind in ProcessKind.allCases {
            for number in 1...Self.copies {
                processes.append(
                    try FleetProcess(kind, number: number, programs: programs, logs: logs, environment: environment))
            }
        }
        self.processes = processes
    }

    /// Where the gateways listen.
    var gateways: [String] { processes.compactMap(\.gateway) }

    var logs: FilePath { folder.appending("logs") }

    func processes(of kind: ProcessKind) -> [FleetProcess] { processes.filter { $0.kind == kind } }

    /// Runs `fixops` with the fleet's addresses; throws a sentence unless it ends well.
    func fixops(_ arguments: [String]) async throws {
        let program = ChildProgram(
            name: "fixops", executable: programs.appending("fixops").string, arguments: arguments,
            environment: environment)
        let log = logs.appending("fixops.log")
        let status = try await program.run(log: log)
        guard status.isSuccess else {
            throw ChaosError("fixops \(arguments.joined(separator: " ")) ended with \(status): see \(log)")
        }
    }

    func untilReady(_ client: GatewayClient) async throws {
        for gateway in gateways {
            try await Patience.wait(for: "\(gateway) to be ready", upTo: .seconds(90)) {
                (try? await client.get(gateway + "/ready").status) == 200
            }
        }
    }
}
