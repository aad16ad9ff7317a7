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
        let absolute = given.isAbsolute ? given : FilePath(FileManager.default.currentDirectoryPath).pushing(given)
        self.path = absolute.lexicallyNormalized()
    }

    var logs: FilePath { path.appending("logs") }

    /// Where the servers keep their data: here, or below /var/lib as root where their accounts may not come in here.
    var servers: FilePath {
        guard getuid() == 0, !isOpenToAll else { return path }
        return FilePath("/var/lib/fixops/\(path.digest)")
    }

    /// Creates the folder and takes its lock, which the returned descriptor holds until the process ends.
    ///
    /// The kernel drops the lock with the process, so a fleet that was killed leaves nothing behind that blocks. The lock's
    /// file holds the process id, for `kill`.
    func prepare() throws -> FileDescriptor {
        do {
            for folder in [path, logs, servers] {
                try FileManager.default.createDirectory(atPath: folder.string, withIntermediateDirectories: true)
            }
        } catch {
            throw CommandFailure.unavailable("\(path) cannot be created: is the folder above it yours?")
        }
        let lock = try openLock()
        guard flock(lock.rawValue, LOCK_EX | LOCK_NB) == 0 else {
            let owner = FileManager.default.contents(atPath: lockPath.string).map {
                String(decoding: $0, as: UTF8.self)
            }
            let process = owner?.trimmingPrefix(while: \.isWhitespace).prefix(while: \.isNumber) ?? ""
            throw CommandFailure.unavailable(
                "another `fixops up` (process \(process)) runs in \(path): stop it first, or give another --data")
        }
        try lock.writeAll("\(getpid())\n".utf8)
        guard ftruncate(lock.rawValue, off_t(String(getpid()).utf8.count + 1)) == 0 else {
            throw CommandFailure.unavailable("\(lockPath) cannot be written to")
        }
        removeAddresses()  // of a fleet that was killed
        return lock
    }

    /// A server's folder for its socket: here, or below /tmp where the path would be too long for a socket (108 bytes).
    func socketFolder(_ server: String) -> FilePath {
        let inside = servers.appending(server)
        guard inside.string.utf8.count > 80 else { return inside }
        return FilePath("/tmp/fixops-\(getuid())-\(path.digest)-\(server)")
    }

    /// Writes the addresses that the other commands read.
    func write(_ fleet: FleetAddresses) throws {
        try Data(fleet.json.canonical).write(to: URL(filePath: addresses.string), options: .atomic)
    }

    /// Removes the addresses: nobody listens there any more.
    func removeAddresses() {
        unlink(addresses.string)  // Ignored: other commands then say that nobody answers, which is true.
    }

    /// The addresses of the fleet that runs in this folder, or nil where none does.
    func read() -> FleetAddresses? {
        guard let bytes = FileManager.default.contents(atPath: addresses.string),
            let json = try? JSONValue(parsing: Array(bytes))
        else { return nil }
        return FleetAddresses(json: json)
    }

    /// Children take it through an exec of their own and must not hold the lock: O_CLOEXEC.
    private func openLock() throws -> FileDescriptor {
        do {
            return try FileDescriptor.open(
                lockPath, .readWrite, options: [.create, .closeOnExec], permissions: .ownerReadWrite)
        } catch {
            throw CommandFailure.unavailable("\(path) cannot be written to: is it another account's folder?")
        }
    }

    private var lockPath: FilePath { path.appending("lock") }

    private var addresses: FilePath { path.appending("fleet.json") }

    /// Whether every account may pass through the folders that lead here.
    private var isOpenToAll: Bool {
        var folder = path
        while !folder.isEmpty {
            var entry = stat()
            if stat(folder.string, &entry) == 0, entry.st_mode & S_IXOTH == 0 { return false }
            guard folder.removeLastComponent() else { break }
        }
        return true
    }
}

extension FilePath {
    /// FNV-1a of the path, the same in each run.
    fileprivate var digest: String {
        let hash = string.utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
        return String(hash, radix: 36)
    }
}
