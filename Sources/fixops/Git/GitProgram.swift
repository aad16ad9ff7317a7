import ChildPrograms
import FoundationEssentials
import Subprocess
import SystemPackage

/// One run of the program `git`.
enum GitProgram {
    struct Ending: Sendable {
        let isSuccess: Bool
        /// Of what it printed, errors included.
        let lastLine: String
    }

    private static let limit = Duration.seconds(120)

    /// Runs it with its output in a file of `folder`. It asks nobody for a password, runs no hook and no helper program for
    /// odd URLs, and is stopped after two minutes (exit 69).
    static func run(_ arguments: [String], in folder: FilePath) async throws -> Ending {
        let program = ChildProgram(
            name: "git", executable: "git", arguments: ["-c", "core.hooksPath=/dev/null"] + arguments,
            environment: ["GIT_ALLOW_PROTOCOL": "file:git:http:https:ssh", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"])
        let log = folder.appending("\(UUID().uuidString).log")
        return try await withThrowingTaskGroup(of: Ending.self) { group in
            group.addTask {
                let isSuccess = try await program.run(log: log).isSuccess
                return Ending(isSuccess: isSuccess, lastLine: LogFile.lastLine(of: log))
            }
            group.addTask {
                try await Task.sleep(for: limit)
                throw CommandFailure.unavailable("git did not end within \(limit.components.seconds) seconds")
            }
            defer { group.cancelAll() }
            // The group has two tasks: there is a first answer.
            return try await group.next() ?? Ending(isSuccess: false, lastLine: "")
        }
    }
}
