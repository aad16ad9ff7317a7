import Foundation
import Synchronization

/// One of the built programs, started again whenever it ends, until it is stopped.
final class KeptProcess: Sendable {
    let name: String
    let log: URL
    private let environment: [String: String]
    private let state = Mutex(State())

    private struct State {
        var isStopping = false
        var identifier: Int32?
    }

    init(_ name: String, environment: [String: String], log: URL) {
        self.name = name
        self.environment = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("FIXOPS_") }
            .merging(environment) { $1 }
        self.log = log
        // Ignored: start() tells when it is not there.
        _ = FileManager.default.createFile(atPath: log.path, contents: nil)
    }

    func start() throws {
        let process = Process()
        process.executableURL = URL(filePath: BuiltProducts.path(name))
        process.environment = environment
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        let handle = try FileHandle(forWritingTo: log)
        try handle.seekToEnd()
        process.standardError = handle
        process.terminationHandler = { [self] _ in
            let isStopping = state.withLock { $0.isStopping }
            if !isStopping { try? start() }  // Ignored: the test sees that the work is not done.
        }
        try process.run()
        state.withLock { $0.identifier = process.processIdentifier }
    }

    func kill() { signal(SIGKILL) }

    /// Asks it to stop, and kills it when it does not within 10 seconds.
    func stop() {
        state.withLock { $0.isStopping = true }
        signal(SIGTERM)
        for _ in 0..<100 where isRunning { usleep(100_000) }
        if isRunning { signal(SIGKILL) }
    }

    private var isRunning: Bool { state.withLock { $0.identifier.map { Foundation.kill($0, 0) == 0 } ?? false } }

    private func signal(_ number: Int32) {
        if let identifier = state.withLock({ $0.identifier }) { _ = Foundation.kill(identifier, number) }
    }
}
