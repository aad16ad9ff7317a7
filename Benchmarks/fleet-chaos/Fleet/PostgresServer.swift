import ChildPrograms
import FoundationEssentials
import Glibc
import Postgres
import Subprocess
import SystemPackage

/// The PostgreSQL of the run, with its usual durability. The fleet reaches it through a link that can be broken; we reach
/// it directly.
struct PostgresServer: Sendable {
    private static let database = "postgres"

    let port: Int
    let program: KeptProgram
    private let account: String?
    private let data: FilePath
    private let logs: FilePath
    private let programs: FilePath
    private let user: String

    /// Throws a sentence where PostgreSQL is not installed.
    init(in folder: FilePath, logs: FilePath) throws {
        programs = try Self.newestPrograms()
        port = try FreePorts.next()
        data = folder.appending("data")
        self.logs = logs
        let isRoot = getuid() == 0
        account = isRoot ? "postgres" : nil
        user = isRoot ? "postgres" : getpwuid(getuid()).map { String(cString: $0.pointee.pw_name) } ?? "fixops"
        try FileManager.default.createDirectory(atPath: folder.string, withIntermediateDirectories: true)
        if isRoot, let entry = getpwnam("postgres") {
            guard chown(folder.string, entry.pointee.pw_uid, entry.pointee.pw_gid) == 0 else {
                throw ChaosError("\(folder) cannot be given to postgres")
            }
        }
        let settings = [
            "listen_addresses=127.0.0.1", "max_connections=300", "port=\(port)", "shared_buffers=128MB",
            "unix_socket_directories=\(folder)",
        ]
        program = KeptProgram(
            ChildProgram(
                name: "postgres", executable: programs.appending("postgres").string,
                arguments: ["-D", data.string] + settings.flatMap { ["-c", $0] }, account: account,
                stopSignal: .interrupt),
            logs: logs)
    }

    /// The address of the server's database at `port`: its own, or a link's.
    func url(port: Int) -> String { "postgres://\(user)@127.0.0.1:\(port)/\(Self.database)" }

    /// Creates the database cluster.
    func prepare() async throws {
        let initdb = ChildProgram(
            name: "initdb", executable: programs.appending("initdb").string,
            arguments: ["-D", data.string, "-A", "trust", "-U", user, "-E", "UTF8", "--locale=C"], account: account)
        let log = logs.appending("initdb.log")
        guard try await initdb.run(log: log).isSuccess else { throw ChaosError("initdb failed: see \(log)") }
    }

    func untilReady() async throws {
        let pool = try PostgresPool(PostgresSettings(url: url(port: port), size: 1))
        try await Patience.wait(for: "PostgreSQL", upTo: .seconds(90)) {
            (try? await pool.session { try $0.run("SELECT 1").count }) == 1
        }
    }

    /// Sends `signal` to the postmaster, keeps it down for `downtime`, and starts it again.
    func restart(by signal: Int32, after downtime: Duration) async throws {
        program.hold()
        defer { program.release() }
        program.send(signal)
        try await Patience.wait(for: "PostgreSQL to be gone", upTo: .seconds(60)) { program.identifier == nil }
        try await Task.sleep(for: downtime)
        program.release()
        try await untilReady()
    }

    private static func newestPrograms() throws(ChaosError) -> FilePath {
        let base = "/usr/lib/postgresql"
        let versions = ((try? FileManager.default.contentsOfDirectory(atPath: base)) ?? []).compactMap(Int.init)
        guard let newest = versions.filter({ access("\(base)/\($0)/bin/initdb", X_OK) == 0 }).max() else {
            throw ChaosError("PostgreSQL is not installed: apt-get install postgresql")
        }
        return FilePath("\(base)/\(newest)/bin")
    }
}
