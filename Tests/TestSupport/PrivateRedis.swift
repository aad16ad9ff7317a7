public import Foundation
import Glibc

/// A redis-server of one test's own, on a Unix socket (and on a TCP port where one is asked for), without persistence.
// Proof: `process` is only touched by the test that owns the server, one call after another.
public final class PrivateRedis: @unchecked Sendable {
    private var process: Process?
    private let arguments: [String]
    public let folder: URL

    /// Starts a server and waits until it answers. `arguments` are added to its command line.
    public init(_ arguments: [String] = []) throws {
        folder = URL(filePath: NSTemporaryDirectory()).appending(path: "fixops-redis-\(UUID().uuidString.prefix(8))")
        self.arguments = arguments
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try start()
    }

    deinit {
        kill()
        // Ignored: a folder left in the temporary one harms nothing.
        try? FileManager.default.removeItem(at: folder)
    }

    public var socket: String { folder.appending(path: "s").path }
    public var url: String { "unix://\(socket)" }

    /// Starts the server again after `kill`.
    public func start() throws {
        let server = Process()
        server.executableURL = URL(filePath: "/usr/bin/env")
        server.arguments =
            [
                "redis-server", "--port", "0", "--unixsocket", socket, "--dir", folder.path, "--save", "",
                "--appendonly", "no",
            ]
            + arguments
        server.standardInput = FileHandle.nullDevice
        server.standardOutput = FileHandle.nullDevice
        server.standardError = FileHandle.nullDevice
        try server.run()
        process = server
        for _ in 0..<200 where !answers() { usleep(20_000) }
        guard answers() else { throw PrivateRedisError() }
    }

    /// Kills the server as a crash would.
    public func kill() {
        guard let identifier = process?.processIdentifier else { return }
        process = nil
        _ = Glibc.kill(identifier, SIGKILL)
        // Foundation's own waiting belongs to the thread that started the process, which need not be this one.
        for _ in 0..<200 where answers() { usleep(10_000) }
        unlink(socket)
    }

    /// Lets the server stand still: its sockets stay open and nobody answers.
    public func suspend() { if let identifier = process?.processIdentifier { _ = Glibc.kill(identifier, SIGSTOP) } }

    /// Ends `suspend`.
    public func resume() { if let identifier = process?.processIdentifier { _ = Glibc.kill(identifier, SIGCONT) } }

    /// Runs one command through redis-cli.
    public func command(_ words: String...) throws {
        let client = Process()
        client.executableURL = URL(filePath: "/usr/bin/env")
        client.arguments = ["redis-cli", "-s", socket] + words
        client.standardInput = FileHandle.nullDevice
        client.standardOutput = FileHandle.nullDevice
        try client.run()
        client.waitUntilExit()
    }

    /// A TCP port that nobody listened on a moment ago.
    public static func freePort() -> Int {
        let descriptor = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
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
        return Int(UInt16(bigEndian: address.sin_port))
    }

    private func answers() -> Bool {
        let descriptor = Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: socket.utf8) }
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0
            }
        }
    }
}

/// The server did not start.
public struct PrivateRedisError: Error, CustomStringConvertible {
    public let description = "redis-server did not start; is Debian's package redis-server installed?"
}
