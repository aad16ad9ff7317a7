import ChildPrograms
import FoundationEssentials
import Glibc
import Redis
import SystemPackage

/// The Redis of the run, with AOF everysec as in production. The fleet reaches it through a link that can be broken; we
/// reach it directly.
struct RedisServer: Sendable {
    let endpoint: RedisEndpoint
    let port: Int
    let program: KeptProgram
    private let folder: FilePath

    init(in folder: FilePath, logs: FilePath) throws {
        self.folder = folder
        port = try FreePorts.next()
        endpoint = try RedisEndpoint("redis://127.0.0.1:\(port)/0")
        try FileManager.default.createDirectory(atPath: folder.string, withIntermediateDirectories: true)
        program = KeptProgram(
            ChildProgram(
                name: "redis", executable: "redis-server",
                arguments: [
                    "--port", "\(port)", "--bind", "127.0.0.1", "--dir", folder.string, "--save", "",
                    "--appendonly", "yes", "--appendfsync", "everysec", "--maxmemory-policy", "noeviction",
                    "--daemonize", "no",
                ]),
            logs: logs)
    }

    func untilReady() async throws {
        let connection = RedisConnection(endpoint, name: "chaos-ready", timeout: .seconds(1))
        try await Patience.wait(for: "Redis", upTo: .seconds(60)) {
            (try? await connection.send(RedisCommand("PING")).text) == "PONG"
        }
        await connection.close()
    }

    /// Kills it, keeps it down for `downtime`, and starts it with or without what it had written.
    func restart(after downtime: Duration, losingEverything: Bool) async throws {
        program.hold()
        defer { program.release() }
        program.send(SIGKILL)
        try await Patience.wait(for: "Redis to be gone", upTo: .seconds(10)) { program.identifier == nil }
        if losingEverything {
            try FileManager.default.removeItem(atPath: folder.appending("appendonlydir").string)
        }
        try await Task.sleep(for: downtime)
        program.release()
        try await untilReady()
    }
}
