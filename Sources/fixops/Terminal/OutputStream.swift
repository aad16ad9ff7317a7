import Glibc

/// The two streams that a command writes to. Unbuffered: what was written is out, also where the process is killed next.
enum OutputStream: Int32 {
    case answers = 1
    case progress = 2

    /// Writes everything, in as many calls as it takes. A reader that has gone (EPIPE) ends the writing silently.
    func write(_ bytes: [UInt8]) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(rawValue, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }
}
