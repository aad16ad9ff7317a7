import Foundation
import Synchronization

/// A `fixops up` in a folder of its own.
final class LocalFleet: Sendable {
    /// Redis and PostgreSQL are needed; where one is not installed, tests of it say so.
    static let isPossible =
        FileManager.default.isExecutableFile(atPath: "/usr/bin/redis-server")
        && FileManager.default.fileExists(atPath: "/usr/lib/postgresql")
    static let hint =
        "redis-server and postgresql are not installed: this test did NOT run (./scripts/test installs them)"

    let folder: URL
    let port: Int
    private let process = Process()
    private let status = Mutex<Int32?>(nil)

    /// Starts and waits until the fleet is ready; throws what it wrote where it ends or takes over a minute.
    init(folder: URL, arguments: [String] = []) async throws {
        self.folder = folder
        port = FreePort.next()
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        // Ignored: there is none but after a fleet that was killed.
        try? FileManager.default.removeItem(at: folder.appending(path: "fleet.json"))
        let log = folder.appending(path: "up.log")
        try Data().write(to: log)
        process.executableURL = URL(filePath: BuiltProducts.path("fixops"))
        process.arguments =
            [
                "up", "--plain", "--data", folder.path, "--listen", "127.0.0.1:\(port)", "--health-port",
                "\(port * 16 % 20_000 + 10_000)",
            ]
            + arguments
        process.environment = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("FIXOPS_") }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = try FileHandle(forWritingTo: log)
        process.terminationHandler = { [weak self] ended in
            self?.status.withLock {
                $0 = ended.terminationReason == .exit ? ended.terminationStatus : -ended.terminationStatus
            }
        }
        try process.run()
        let isReady = try await becomes(within: 60) {
            FileManager.default.fileExists(atPath: folder.appending(path: "fleet.json").path) || self.hasEnded
        }
        guard isReady, !hasEnded else {
            kill(process.processIdentifier, SIGKILL)
            throw NotReady(log: try String(contentsOf: log, encoding: .utf8))
        }
    }

    /// A test that throws leaves no fleet behind: the kernel ends the children.
    deinit { if !hasEnded { kill(process.processIdentifier, SIGKILL) } }

    struct NotReady: Error {
        let log: String
    }

    var environment: [String: String] { ["FIXOPS_DATA": folder.path] }

    /// Sends a signal and gives the status of the end, or nil where there is none within a minute.
    func end(by signal: Int32) async throws -> Int32? {
        kill(process.processIdentifier, signal)
        _ = try await becomes(within: 60) { self.hasEnded }
        return status.withLock { $0 }
    }

    /// Processes that name the folder in their command line or their environment: the servers and the workers.
    func processes() -> [Int32] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return names.compactMap(Int32.init).filter { process in
            ["cmdline", "environ"].contains { file in
                let bytes = (try? Data(contentsOf: URL(filePath: "/proc/\(process)/\(file)"))) ?? Data()
                return String(decoding: bytes, as: UTF8.self).contains(folder.path)
            }
        }
    }

    /// Those of `processes` that run the built program `name`.
    func processes(running name: String) -> [Int32] {
        processes().filter { process in
            let program = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(process)/exe")
            return program == BuiltProducts.path(name)
        }
    }

    /// Looks every 50 ms until `condition` holds; false when it does not within `seconds`.
    func becomes(within seconds: Int, _ condition: () -> Bool) async throws -> Bool {
        let deadline = ContinuousClock.now + .seconds(seconds)
        while !condition() {
            guard ContinuousClock.now < deadline else { return false }
            try await Task.sleep(for: .milliseconds(50))
        }
        return true
    }

    private var hasEnded: Bool { status.withLock { $0 != nil } }
}
