import ChildPrograms
import Glibc
import Subprocess
import Synchronization
import SystemPackage

/// A program that is started again whenever it ends, unless it is held down, until the task that keeps it is cancelled.
final class KeptProgram: Sendable {
    /// How one life of the program ended.
    struct End: Sendable {
        let program: String
        let how: String
        /// A signal that we did not send, or an exit that we did not ask for.
        let isOurs: Bool

        var sentence: String { "\(program): \(how)" }
        /// Whether it was asked to stop and ended with another code than 0.
        var isUntidy: Bool { isOurs && how.hasPrefix("exit code ") && how != "exit code 0" }
    }

    private struct State {
        var ends: [End] = []
        var identifier: Int32?
        var isHeld = false
        /// Signals sent to the life that runs now.
        var sent: Set<Int32> = []
    }

    /// How long a dead program stays dead before it is started again.
    private static let pause = Duration.milliseconds(200)

    let log: FilePath
    private let program: ChildProgram
    private let state = Mutex(State())

    init(_ program: ChildProgram, logs: FilePath) {
        self.program = program
        log = logs.appending("\(program.name).log")
    }

    var name: String { program.name }

    /// Nil while it is down.
    var identifier: Int32? { state.withLock { $0.identifier } }

    var ends: [End] { state.withLock { $0.ends } }

    /// Runs until the task is cancelled, then asks it to stop and returns when it has.
    func keepRunning() async {
        while !Task.isCancelled {
            if !state.withLock({ $0.isHeld }) { await runOnce() }
            try? await Task.sleep(for: Self.pause)  // Ignored: cancellation ends the loop.
        }
    }

    /// Sends a signal to the life that runs now; false while there is none.
    @discardableResult
    func send(_ signal: Int32) -> Bool {
        state.withLock { state in
            guard let identifier = state.identifier else { return false }
            state.sent.insert(signal)
            return kill(identifier, signal) == 0
        }
    }

    /// Keeps it down after its end, until `release`.
    func hold() { state.withLock { $0.isHeld = true } }

    func release() { state.withLock { $0.isHeld = false } }

    private func runOnce() async {
        do {
            let status = try await program.run(log: log) { identifier in
                state.withLock { state in
                    state.identifier = identifier
                    state.sent = []
                }
            }
            note(status)
        } catch {
            state.withLock { $0.ends.append(End(program: name, how: "did not start: \(error)", isOurs: false)) }
        }
    }

    private func note(_ status: TerminationStatus) {
        let isStopping = Task.isCancelled
        state.withLock { state in
            state.identifier = nil
            let end =
                switch status {
                case .exited(let code):
                    End(
                        program: name, how: "exit code \(code)",
                        isOurs: isStopping || !state.sent.isDisjoint(with: [SIGTERM, SIGINT, SIGQUIT]))
                case .signaled(let signal):
                    End(
                        program: name, how: "signal \(signal)",
                        isOurs: state.sent.contains(signal) || isStopping && signal == SIGTERM)
                }
            state.ends.append(end)
        }
    }
}

extension [KeptProgram] {
    /// Runs `body` while the programs run; stops them and waits for their end when it returns or throws.
    func whileRunning<Result: Sendable>(_ body: () async throws -> Result) async throws -> Result {
        try await withThrowingTaskGroup { group in
            for program in self { group.addTask { await program.keepRunning() } }
            defer {
                // A stopped process would not hear that it is to stop.
                for program in self { program.send(SIGCONT) }
                group.cancelAll()
            }
            return try await body()
        }
    }
}
