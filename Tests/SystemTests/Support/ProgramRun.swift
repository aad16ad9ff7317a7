import Foundation

/// Runs one of the built executables to its end and keeps what it wrote.
enum ProgramRun {
    /// What a program left behind. A program that a signal ended has that signal's negative number as `status`.
    struct Ending: Sendable {
        let status: Int32
        let stdout: String
        let stderr: String
    }

    /// Runs `name` with `stdin`, and `environment` over our own; FIXOPS_ variables of ours are not passed on.
    ///
    /// Files carry the three streams, so that no thread waits on a pipe and no output can block the program.
    static func run(
        _ name: String, _ arguments: [String] = [], stdin: [UInt8] = [], environment: [String: String] = [:],
        workingFolder: URL? = nil
    ) async throws -> Ending {
        let folder = FileManager.default.temporaryDirectory.appending(path: "fixops-run-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }  // Ignored: a temporary folder.
        let files = ["stdin", "stdout", "stderr"].map { folder.appending(path: $0) }
        try Data(stdin).write(to: files[0])
        for file in files.dropFirst() { try Data().write(to: file) }
        let process = Process()
        process.executableURL = URL(filePath: BuiltProducts.path(name))
        process.arguments = arguments
        process.environment = ownEnvironment.merging(environment) { $1 }
        process.currentDirectoryURL = workingFolder ?? folder
        process.standardInput = try FileHandle(forReadingFrom: files[0])
        process.standardOutput = try FileHandle(forWritingTo: files[1])
        process.standardError = try FileHandle(forWritingTo: files[2])
        let status = try await ended(process)
        return Ending(status: status, stdout: try text(of: files[1]), stderr: try text(of: files[2]))
    }

    private static var ownEnvironment: [String: String] {
        ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("FIXOPS_") }
    }

    private static func ended(_ process: Process) async throws -> Int32 {
        try await withCheckedThrowingContinuation { continuation in
            process.terminationHandler = { ended in
                let status = ended.terminationStatus
                continuation.resume(returning: ended.terminationReason == .exit ? status : -status)
            }
            do {
                try process.run()
            } catch {
                process.terminationHandler = nil
                continuation.resume(throwing: error)
            }
        }
    }

    private static func text(of file: URL) throws -> String {
        String(decoding: try Data(contentsOf: file), as: UTF8.self)
    }
}
