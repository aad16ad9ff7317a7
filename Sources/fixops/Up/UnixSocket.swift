import Glibc

/// Looks whether a socket in the file system has a server behind it.
enum UnixSocket {
    /// Whether somebody accepts connections at `path`. False for a path beyond a socket's 107 bytes.
    static func isAnswered(_ path: String) -> Bool {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let bytes = Array(path.utf8) + [0]
        let isFitting = withUnsafeMutableBytes(of: &address.sun_path) { target in
            guard bytes.count <= target.count else { return false }
            target.copyBytes(from: bytes)
            return true
        }
        guard isFitting else { return false }
        let socket = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(socket) }
        let size = socklen_t(MemoryLayout<sockaddr_un>.size)
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(socket, $0, size) == 0 }
        }
    }
}
