import Foundation

/// A redis-server for one test, which the test may flush, stop and start again.
final class PrivateRedis: Sendable {
    let port: Int
    private let process: Process

    var url: String { "redis://127.0.0.1:\(port)/0" }

    init(folder: URL) throws {
        port = FreePort.next()
        process = Process()
        process.executableURL = URL(filePath: "/usr/bin/redis-server")
        process.arguments = [
            "--port", "\(port)", "--bind", "127.0.0.1", "--dir", folder.path, "--save", "", "--appendonly", "no",
        ]
        process.standardOutput = FileHandle.nullDevice
        try process.run()
    }

    /// Runs one command through redis-cli.
    func command(_ words: String...) throws {
        let client = Process()
        client.executableURL = URL(filePath: "/usr/bin/redis-cli")
        client.arguments = ["-p", "\(port)"] + words
        client.standardOutput = FileHandle.nullDevice
        try client.run()
        client.waitUntilExit()
    }

    /// Does not wait for its end: Foundation's waiting needs the thread that started it.
    func stop() { process.terminate() }
}
