public import Foundation
import Glibc

/// A Redis Cluster of one test's own: three masters with a replica each, on loopback ports.
// Proof: the processes are only touched by the test that owns the cluster, one call after another.
public final class PrivateCluster: @unchecked Sendable {
    private static let nodeCount = 6
    /// A node's port is its own and, for the nodes among themselves, 10,000 more.
    private static let busOffset = 10_000

    public let folder: URL
    public let ports: [Int]
    private var processes: [Int: Process] = [:]

    /// Starts the nodes and waits until every slot is served.
    public init() throws {
        folder = URL(filePath: NSTemporaryDirectory()).appending(path: "fixops-cluster-\(UUID().uuidString.prefix(8))")
        var ports: [Int] = []
        while ports.count < Self.nodeCount {
            let port = PrivateRedis.freePort()
            if port < 65_536 - Self.busOffset, !ports.contains(port) { ports.append(port) }
        }
        self.ports = ports
        for port in ports { try start(port) }
        for port in ports { try wait("node \(port) answers") { try ask(port, "PING").contains("PONG") } }
        let hosts = ports.map { "127.0.0.1:\($0)" }
        _ = try Self.run(["--cluster", "create"] + hosts + ["--cluster-replicas", "1", "--cluster-yes"])
        for port in ports {
            try wait("node \(port) knows the cluster") {
                let info = try ask(port, "CLUSTER", "INFO")
                return info.contains("cluster_state:ok") && info.contains("cluster_known_nodes:\(Self.nodeCount)")
            }
        }
        // A master that died before its replica had caught up would have no heir.
        for port in ports {
            try wait("\(port) replicates") { try !ask(port, "INFO", "replication").contains("status:down") }
        }
    }

    deinit {
        for port in ports { kill(port) }
        // Ignored: a folder left in the temporary one harms nothing.
        try? FileManager.default.removeItem(at: folder)
    }

    /// Names three of the nodes; the others are learnt from them.
    public var url: String { "redis+cluster://" + ports.prefix(3).map { "127.0.0.1:\($0)" }.joined(separator: ",") }

    public func kill(_ port: Int) {
        guard let process = processes.removeValue(forKey: port) else { return }
        _ = Glibc.kill(process.processIdentifier, SIGKILL)
    }

    /// Lets a node hang: its connections stand and nothing answers.
    public func suspend(_ port: Int) {
        guard let process = processes[port] else { return }
        _ = Glibc.kill(process.processIdentifier, SIGSTOP)
    }

    /// Sets a parameter on every node but one.
    public func configure(_ name: String, _ value: String, besides port: Int? = nil) throws {
        for other in ports where other != port { _ = try ask(other, "CONFIG", "SET", name, value) }
    }

    /// The master of each hash tag `{s0}` to `{sN-1}`.
    public func owners(ofShards count: Int) throws -> [Int] {
        try (0..<count).map { shard in
            let slot = Int(try ask(ports[0], "CLUSTER", "KEYSLOT", "{s\(shard)}")) ?? 0
            return try owner(of: slot, asking: ports[0])
        }
    }

    /// The port of the master that serves `slot`, as `port` tells.
    public func owner(of slot: Int, asking port: Int) throws -> Int {
        for line in try ask(port, "CLUSTER", "NODES").split(separator: "\n") where line.contains("master") {
            let words = line.split(separator: " ")
            let ranges = words.dropFirst(8).map { $0.split(separator: "-").compactMap { Int($0) } }
            guard
                ranges.contains(where: { range in
                    range.first.map { $0 <= slot && slot <= range[range.count - 1] } ?? false
                })
            else { continue }
            return Int(words[1].split(separator: "@")[0].split(separator: ":").last ?? "") ?? 0
        }
        throw PrivateClusterError("nobody serves slot \(slot)")
    }

    /// Moves a slot with all its keys, while clients use it: as `redis-cli --cluster reshard` does.
    public func move(_ slot: Int, from source: Int, to target: Int) throws {
        let (sourceID, targetID) = (try ask(source, "CLUSTER", "MYID"), try ask(target, "CLUSTER", "MYID"))
        _ = try ask(target, "CLUSTER", "SETSLOT", "\(slot)", "IMPORTING", sourceID)
        _ = try ask(source, "CLUSTER", "SETSLOT", "\(slot)", "MIGRATING", targetID)
        while case let keys = try ask(source, "CLUSTER", "GETKEYSINSLOT", "\(slot)", "10")
            .split(separator: "\n").map(String.init), !keys.isEmpty
        {
            _ = try Self.run(
                ["-p", "\(source)", "MIGRATE", "127.0.0.1", "\(target)", "", "0", "5000", "REPLACE", "KEYS"] + keys)
        }
        for port in [target, source] { _ = try ask(port, "CLUSTER", "SETSLOT", "\(slot)", "NODE", targetID) }
    }

    /// What redis-cli prints, without its last line end.
    public func ask(_ port: Int, _ words: String...) throws -> String { try Self.run(["-p", "\(port)"] + words) }

    private func start(_ port: Int) throws {
        let own = folder.appending(path: "\(port)")
        try FileManager.default.createDirectory(at: own, withIntermediateDirectories: true)
        let server = Process()
        server.executableURL = URL(filePath: "/usr/bin/env")
        server.arguments = [
            "redis-server", "--port", "\(port)", "--bind", "127.0.0.1", "--dir", own.path, "--save", "",
            "--appendonly", "no", "--cluster-enabled", "yes", "--cluster-node-timeout", "2000",
            "--cluster-replica-validity-factor", "0", "--repl-diskless-sync-delay", "0",
        ]
        server.standardInput = FileHandle.nullDevice
        server.standardOutput = FileHandle.nullDevice
        server.standardError = FileHandle.nullDevice
        try server.run()
        processes[port] = server
    }

    private func wait(_ what: String, _ condition: () throws -> Bool) throws {
        for _ in 0..<600 {
            if (try? condition()) ?? false { return }
            usleep(100_000)
        }
        throw PrivateClusterError("not within a minute: \(what)")
    }

    private static func run(_ arguments: [String]) throws -> String {
        let client = Process()
        client.executableURL = URL(filePath: "/usr/bin/env")
        client.arguments = ["redis-cli"] + arguments
        let output = Pipe()
        client.standardInput = FileHandle.nullDevice
        client.standardOutput = output
        client.standardError = FileHandle.nullDevice
        try client.run()
        let bytes = output.fileHandleForReading.readDataToEndOfFile()
        client.waitUntilExit()
        let text = String(decoding: bytes, as: UTF8.self)
        guard client.terminationStatus == 0 else { throw PrivateClusterError("\(arguments): \(text)") }
        return text.last == "\n" ? String(text.dropLast()) : text
    }
}

/// The cluster did not come up.
public struct PrivateClusterError: CustomStringConvertible, Error {
    public let description: String

    init(_ description: String) { self.description = description }
}
