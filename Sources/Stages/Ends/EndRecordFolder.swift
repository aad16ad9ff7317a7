internal import Glibc
internal import Hashing

/// Where the workers of one fleet on one machine keep the records of their ends.
struct EndRecordFolder: Sendable {
    static let suffix = ".end"
    /// Longer than any signal's name.
    private static let sizeLimit = 32

    let path: String

    /// In the temporary folder; `database` tells fleets apart, because what is found there is told to it.
    static func standard(database: String) -> EndRecordFolder {
        let temporary = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        let name = "\(Digest(of: Array(database.utf8)))".prefix(12)
        return EndRecordFolder(path: "\(temporary)/fixops-ends-\(geteuid())-\(name)")
    }

    /// Makes the folder where it is missing; refuses one that others can write to.
    func make() throws(EndRecordError) {
        guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw EndRecordError("\(path) cannot be made", errno) }
        var status = stat()
        guard lstat(path, &status) == 0 else { throw EndRecordError("\(path) cannot be read", errno) }
        guard status.st_mode & S_IFMT == S_IFDIR, status.st_uid == geteuid(), status.st_mode & 0o077 == 0 else {
            throw EndRecordError("\(path) is not a folder of ours alone", EPERM)
        }
    }

    /// A dead worker's record. Its signal is nil where it saw none.
    struct Remains: Hashable, Sendable {
        let worker: String
        let signal: String?
    }

    /// The records of workers that are dead.
    func remains() -> [Remains] {
        names().compactMap { name in
            let descriptor = open("\(path)/\(name)", O_RDWR | O_CLOEXEC | O_NOFOLLOW)
            guard descriptor >= 0 else { return nil }
            defer { close(descriptor) }
            // Who lives holds the lock.
            guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else { return nil }
            var bytes = [UInt8](repeating: 0, count: Self.sizeLimit)
            let count = max(0, pread(descriptor, &bytes, bytes.count, 0))
            let text = String(decoding: bytes.prefix(count), as: UTF8.self)
            return Remains(worker: String(name.dropLast(Self.suffix.count)), signal: text.isEmpty ? nil : text)
        }
    }

    func remove(_ remains: Remains) { unlink("\(path)/\(remains.worker)\(Self.suffix)") }

    private func names() -> [String] {
        guard let folder = opendir(path) else { return [] }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) { String(cString: $0) }
            }
            if name.hasSuffix(Self.suffix) { names.append(name) }
        }
        return names.sorted()
    }
}
