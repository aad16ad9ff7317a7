import FoundationEssentials
import Glibc
import JSON
import SystemPackage

/// The folder that a fleet on one machine lives in: databases, sockets, logs, and `fleet.json` with the addresses.
struct DataFolder: Sendable {
    let path: FilePath

    /// An absolute path; a relative one counts from the working folder.
    init(_ path: String) {
        let given = FilePath(path)
        self.path = given.isAbsolute ? given : FilePath(FileManager.default.currentDirectoryPath).pushing(given)
    }

    var logs: FilePath { path.appending("logs") }
    var postgres: FilePath { path.appending("postgres") }
    var redis: FilePath { path.appending("redis") }
    var addresses: FilePath { path.appending("fleet.json") }

    /// Creates the folder and takes its lock, which the returned descriptor holds until the process ends.
    func prepare() throws -> FileDescriptor {
        for folder in [path, logs] {
            try FileManager.default.createDirectory(atPath: folder.string, withIntermediateDirectories: true)
        }
        // Children take it through an exec of their own and must not hold the lock: O_CLOEXEC.
        let lock = try FileDescriptor.open(
            path.appending("lock"), .readWrite, options: [.create, .closeOnExec], permissions: .ownerReadWrite)
        guard flock(lock.rawValue, LOCK_EX | LOCK_NB) == 0 else {
            throw CommandFailure.unavailable(
                "another `fixops up` runs in \(path): stop it first, or give another --data")
        }
        return lock
    }

    /// Where the servers' sockets lie: in the folder, or under /tmp where that path is too long for a socket.
    func socketFolder(_ server: String) -> FilePath {
        let inside = path.appending(server)
        guard inside.string.utf8.count > 80 else { return inside }
        return FilePath("/tmp/fixops-\(getuid())-\(String(path.string.hashed, radix: 36))-\(server)")
    }

    /// Writes the addresses that the other commands read.
    func write(_ fleet: FleetAddresses) throws {
        try Data(fleet.json.canonical).write(to: URL(filePath: addresses.string), options: .atomic)
    }

    /// The addresses of the fleet that runs in this folder, or nil where none was started.
    func read() -> FleetAddresses? {
        guard let bytes = FileManager.default.contents(atPath: addresses.string),
            let json = try? JSONValue(parsing: Array(bytes))
        else { return nil }
        return FleetAddresses(json: json)
    }
}

/// Where a fleet can be reached.
struct FleetAddresses: Hashable, Sendable {
    /// The gateway's base URL.
    let gateway: String
    let postgres: String
    let redis: String

    var json: JSONValue {
        ["gateway": .string(gateway), "postgres": .string(postgres), "redis": .string(redis)]
    }
}

extension FleetAddresses {
    init?(json: JSONValue) {
        guard let gateway = json["gateway"]?.string, let postgres = json["postgres"]?.string,
            let redis = json["redis"]?.string
        else { return nil }
        self.init(gateway: gateway, postgres: postgres, redis: redis)
    }
}

extension String {
    /// FNV-1a, the same in each run.
    fileprivate var hashed: UInt64 {
        utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    }
}
