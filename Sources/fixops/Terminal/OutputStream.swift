import Glibc
import Synchronization

/// The two streams that a command writes to. Unbuffered: what was written is out, also where the process is killed next.
enum OutputStream: Int32 {
    case answers = 1
    case progress = 2

    private static let isAbandoned = Atomic<Bool>(false)

    /// Whether the reader of the answers has gone: whoever would go on answering for ever may stop.
    static var isAnswerUnread: Bool { isAbandoned.load(ordering: .relaxed) }

    /// Writes everything, in as many calls as it takes. A reader that has gone (EPIPE) ends the writing silently.
    func write(_ bytes: [UInt8]) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(rawValue, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else {
                if self == .answers { Self.isAbandoned.store(true, ordering: .relaxed) }
                return
            }
            rest = rest.dropFirst(count)
        }
    }
}
