import ChildPrograms
import Subprocess
import Synchronization
import SystemPackage

/// Keeps programs running: starts what died again, with a pause that grows while it keeps dying.
final class Supervisor: Sendable {
    /// How a program stands, for the screen.
    struct State: Sendable {
        var isRunning = false
        var restarts = 0
        var lastEnd: String?
    }

    /// So many ends in a row before everything is up, and starting is given up.
    private static let hopeless = 4

    private let logs: FilePath
    private let states = Mutex<[String: State]>([:])
    private let onEnd: @Sendable (String) -> Void

    /// `onEnd` is given a sentence for each program that ended without being asked to.
    init(logs: FilePath, onEnd: @escaping @Sendable (String) -> Void) {
        self.logs = logs
        self.onEnd = onEnd
    }

    /// A copy of every program's state by its name.
    var snapshot: [String: State] { states.withLock { $0 } }

    /// Runs `programs` until the task is cancelled; returns when all of them have stopped.
    func keepRunning(_ programs: [ChildProgram]) async {
        await withTaskGroup { group in
            for program in programs { group.addTask { await self.keepRunning(program) } }
        }
    }

    /// Throws with the last words of a program that keeps dying; else runs until it is cancelled.
    func watchTheStart() async throws {
        while true {
            try await Task.sleep(for: .milliseconds(100))
            guard let dying = snapshot.first(where: { $0.value.restarts >= Self.hopeless }) else { continue }
            throw CommandFailure.unavailable(
                "\(dying.key) keeps ending (\(dying.value.lastEnd ?? "?")): \(LogFile.lastLine(of: log(of: dying.key))); see \(log(of: dying.key))"
            )
        }
    }

    private func log(of name: String) -> FilePath { logs.appending("\(name).log") }

    private func keepRunning(_ program: ChildProgram) async {
        var pause = RestartPause()
        while !Task.isCancelled {
            note(program.name) { $0.isRunning = true }
            let began = ContinuousClock.now
            let end = await runOnce(program)
            let isStopping = Task.isCancelled
            note(program.name) { state in
                state.isRunning = false
                state.restarts += isStopping ? 0 : 1
                state.lastEnd = end
            }
            if !isStopping { onEnd("\(program.name) ended (\(end)); starting it again") }
            // Ignored: cancellation ends the loop.
            try? await Task.sleep(for: pause.next(afterRunning: ContinuousClock.now - began))
        }
    }

    private func runOnce(_ program: ChildProgram) async -> String {
        do {
            switch try await program.run(log: log(of: program.name)) {
            case .exited(let code): return "exit code \(code)"
            case .signaled(let signal): return "signal \(signal)"
            }
        } catch {
            return "could not start: \(error)"
        }
    }

    private func note(_ name: String, _ change: (inout State) -> Void) {
        states.withLock { change(&$0[name, default: State()]) }
    }
}
