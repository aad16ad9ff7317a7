import ChildPrograms
import FoundationEssentials
import Glibc
import Subprocess
import SystemPackage

/// The Redis and the PostgreSQL of a fleet on one machine. They listen on sockets in folders that only we can enter.
struct PrivateServers: Sendable {
    private static let database = "fixops"

    let folder: DataFolder
    private let programs: FilePath
    /// As root the servers run under the accounts that their packages made.
    private let isRoot = getuid() == 0

    /// Throws a sentence that says which package to install where a server is missing.
    init(folder: DataFolder) throws {
        self.folder = folder
        programs = try Self.newestPostgres()
        guard Self.isInPath("redis-server") else {
            throw CommandFailure.unavailable("redis-server is not installed: apt-get install redis-server")
        }
    }

    var redisURL: String { "unix://\(redisSocket)" }

    var postgresURL: String { "postgres:///\(Self.database)?host=\(postgresSockets)&user=\(postgresAccount)" }

    /// The same server's maintenance database, from which ours is created.
    var maintenanceURL: String { "postgres:///postgres?host=\(postgresSockets)&user=\(postgresAccount)" }

    /// The name of the fleet's database.
    var databaseName: String { Self.database }

    var redis: ChildProgram {
        ChildProgram(
            name: "redis", executable: "redis-server",
            arguments: [
                "--port", "0", "--unixsocket", redisSocket, "--unixsocketperm", "700", "--dir", redisData.string,
                "--appendonly", "yes", "--appendfsync", "everysec", "--save", "", "--maxmemory-policy", "noeviction",
                "--daemonize", "no",
            ],
            account: isRoot ? "redis" : nil)
    }

    var postgres: ChildProgram {
        let settings = [
            "checkpoint_timeout=15min", "listen_addresses=", "max_connections=200", "max_wal_size=4GB",
            "shared_buffers=256MB", "unix_socket_directories=\(postgresSockets)", "wal_compression=lz4",
        ]
        return ChildProgram(
            name: "postgres", executable: programs.appending("postgres").string,
            arguments: ["-D", postgresData.string] + settings.flatMap { ["-c", $0] },
            account: isRoot ? "postgres" : nil, stopSignal: .interrupt)
    }

    /// Creates both servers' folders, and the database cluster where there is none.
    func prepare() async throws {
        for path in [redisData, folder.socketFolder("redis")] { try claim(path, for: "redis") }
        for path in [FilePath(postgresSockets), postgresFolder] { try claim(path, for: "postgres") }
        try await waitUntilOldRedisHasLeft()
        if !FileManager.default.fileExists(atPath: postgresData.string) { try await createCluster() }
    }

    /// The cluster is made beside its place and renamed, so that a start that was killed half-way leaves no half cluster.
    private func createCluster() async throws {
        let draft = postgresFolder.appending("new")
        if FileManager.default.fileExists(atPath: draft.string) {
            try FileManager.default.removeItem(atPath: draft.string)
        }
        let initdb = ChildProgram(
            name: "initdb", executable: programs.appending("initdb").string,
            arguments: ["-D", draft.string, "-A", "trust", "-U", postgresAccount, "-E", "UTF8", "--locale=C"],
            account: isRoot ? "postgres" : nil)
        let log = folder.logs.appending("initdb.log")
        guard try await initdb.run(log: log).isSuccess, rename(draft.string, postgresData.string) == 0 else {
            throw CommandFailure.unavailable(
                "the database could not be created (\(LogFile.lastLine(of: log))): see \(log)")
        }
    }

    /// A fleet that was killed a moment ago may still have a Redis that is saving; two must not write one file.
    private func waitUntilOldRedisHasLeft() async throws {
        for _ in 0..<100 {
            guard UnixSocket.isAnswered(redisSocket) else { return }
            try await Task.sleep(for: .milliseconds(100))
        }
        throw CommandFailure.unavailable("an old redis-server still runs in \(folder.servers): stop it first")
    }

    private var postgresFolder: FilePath { folder.servers.appending("postgres") }
    private var postgresData: FilePath { postgresFolder.appending("data") }
    private var postgresSockets: String { folder.socketFolder("postgres-socket").string }
    private var redisData: FilePath { folder.servers.appending("redis") }
    private var redisSocket: String { folder.socketFolder("redis").appending("redis.sock").string }

    private var postgresAccount: String {
        guard !isRoot else { return "postgres" }
        return getpwuid(getuid()).map { String(cString: $0.pointee.pw_name) } ?? "fixops"
    }

    private func claim(_ path: FilePath, for account: String) throws {
        try FileManager.default.createDirectory(atPath: path.string, withIntermediateDirectories: true)
        guard chmod(path.string, 0o700) == 0 else {
            throw CommandFailure.unavailable("\(path) cannot be made private: is it yours?")
        }
        guard isRoot else { return }
        guard let entry = getpwnam(account) else {
            throw CommandFailure.unavailable("there is no account \(account): is its package installed?")
        }
        guard chown(path.string, entry.pointee.pw_uid, entry.pointee.pw_gid) == 0 else {
            throw CommandFailure.unavailable("\(path) cannot be given to \(account)")
        }
    }

    private static func newestPostgres() throws -> FilePath {
        let base = "/usr/lib/postgresql"
        let versions = ((try? FileManager.default.contentsOfDirectory(atPath: base)) ?? []).compactMap(Int.init)
        let installed = versions.filter { access("\(base)/\($0)/bin/initdb", X_OK) == 0 }
        guard let newest = installed.max() else {
            throw CommandFailure.unavailable("PostgreSQL is not installed: apt-get install postgresql")
        }
        return FilePath("\(base)/\(newest)/bin")
    }

    private static func isInPath(_ program: String) -> Bool {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        return path.split(separator: ":").contains { access("\($0)/\(program)", X_OK) == 0 }
    }
}
