import Foundation
import Synchronization

/// Loopback ports that nobody listens on; each is handed out once in a run.
enum FreePort {
    private static let handedOut = Mutex<Set<Int>>([])

    static func next() -> Int {
        while true {
            let port = askTheSystem()
            if handedOut.withLock({ $0.insert(port).inserted }) { return port }
        }
    }

    /// Binds to port 0 and reads which one the system chose.
    private static func askTheSystem() -> Int {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        return withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { raw in
                let isBound = bind(descriptor, raw, size) == 0 && getsockname(descriptor, raw, &size) == 0
                precondition(isBound, "the system has no free port")
            }
            return Int(UInt16(bigEndian: pointer.pointee.sin_port))
        }
    }
}
