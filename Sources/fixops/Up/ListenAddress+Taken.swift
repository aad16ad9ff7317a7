import Glibc
import Telemetry

extension ListenAddress {
    /// What a client on this machine calls: a wildcard is reached through loopback.
    var url: String {
        "http://\(ListenAddress(host: ["0.0.0.0", "::"].contains(host) ? "127.0.0.1" : host, port: port))"
    }

    /// Whether somebody listens there already. A host that is no IPv4 address is not judged.
    var isTaken: Bool {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(UInt16(clamping: port).bigEndian)
        guard inet_pton(AF_INET, host == "localhost" ? "127.0.0.1" : host, &address.sin_addr) == 1 else { return false }
        let socket = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(socket) }
        var reuse: Int32 = 1
        setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &reuse, socklen_t(MemoryLayout<Int32>.size))
        let size = socklen_t(MemoryLayout<sockaddr_in>.size)
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(socket, $0, size) != 0 }
        }
    }
}
