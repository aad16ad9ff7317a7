import Glibc
import Redis
import Synchronization

/// A server that answers as a test says: a command's words in, RESP out.
final class FakeNode: Sendable {
    let host: RedisHost
    private let descriptor: Int32
    private let connections = Mutex<Set<Int32>>([])
    private let seen = Mutex<[[String]]>([])

    /// `answer` runs on the connection's thread; the greeting is answered without it.
    init(_ answer: @escaping @Sendable ([String]) -> String) {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        self.descriptor = descriptor
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                _ = bind(descriptor, $0, size)
                _ = getsockname(descriptor, $0, &size)
            }
        }
        listen(descriptor, 16)
        host = RedisHost("127.0.0.1", UInt16(bigEndian: address.sin_port))
        TestThread.start { [self] in
            while case let connection = accept(descriptor, nil, nil), connection >= 0 {
                TestThread.start { [self] in serve(connection, answer) }
            }
        }
    }

    /// What was asked, without greetings.
    var commands: [[String]] { seen.withLock { $0 } }

    /// Ends the listener and every connection.
    func stop() {
        connections.withLock { for connection in $0 { shutdown(connection, Int32(SHUT_RDWR)) } }
        shutdown(descriptor, Int32(SHUT_RDWR))
        close(descriptor)
    }

    private func serve(_ connection: Int32, _ answer: ([String]) -> String) {
        _ = connections.withLock { $0.insert(connection) }
        defer {
            _ = connections.withLock { $0.remove(connection) }
            close(connection)
        }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = recv(connection, &buffer, buffer.count, 0)
            guard count > 0 else { return }
            bytes += buffer[..<count]
            while let words = Self.next(&bytes) {
                var reply = "+OK\r\n"
                if words[0] != "CLIENT" {
                    seen.withLock { $0.append(words) }
                    reply = answer(words)
                }
                _ = reply.withCString { send(connection, $0, strlen($0), Int32(MSG_NOSIGNAL)) }
            }
        }
    }

    /// The first whole command, taken off the front. Test commands hold no line ends.
    private static func next(_ bytes: inout [UInt8]) -> [String]? {
        let lines = bytes.split(separator: 13, omittingEmptySubsequences: false).map { $0.drop { $0 == 10 } }
        guard let first = lines.first, first.first == UInt8(ascii: "*"),
            let count = Int(String(decoding: first.dropFirst(), as: UTF8.self)), lines.count > 2 * count
        else { return nil }
        let words = (0..<count).map { String(decoding: lines[2 + 2 * $0], as: UTF8.self) }
        let length = lines[0...(2 * count)].reduce(0) { $0 + $1.count + 2 }
        guard bytes.count >= length else { return nil }
        bytes.removeFirst(length)
        return words
    }
}

/// A thread for a test's server: it blocks in the system's calls.
enum TestThread {
    static func start(_ body: @escaping @Sendable () -> Void) {
        let context = Unmanaged.passRetained(Box(body)).toOpaque()
        var thread = pthread_t()
        _ = pthread_create(
            &thread, nil,
            { context in
                // The argument is the reference that `start` retained, never nil.
                Unmanaged<Box>.fromOpaque(context!).takeRetainedValue().body()
                return nil
            }, context)
        pthread_detach(thread)
    }

    private final class Box: Sendable {
        let body: @Sendable () -> Void
        init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }
}
