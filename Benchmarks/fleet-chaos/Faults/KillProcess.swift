import Fleet
import Glibc

/// SIGKILL of a process at any moment, also in the middle of a batch; it is started again.
struct KillProcess: Fault {
    static let proves = "effects are committed before the ack, a dead owner's jobs run elsewhere within the lease"

    let kind: ProcessKind

    var name: String { "kill -9 \(kind.rawValue)" }

    func strike(_ arena: Arena, using generator: inout SeededGenerator) async throws {
        guard let victim = arena.subject.processes(of: kind).randomElement(using: &generator)?.program,
            let identifier = victim.identifier
        else { return }
        guard let stage = kind.stage else {
            victim.send(SIGKILL)
            return
        }
        // Two of three are killed in the middle of a batch, if one comes; the others at any moment.
        if Int.random(in: 0..<3, using: &generator) > 0 { await waitForWork(of: identifier, stage, arena) }
        // It is stopped for the moment that a look at its entries takes, or some would be settled before the kill.
        victim.send(SIGSTOP)
        // Ignored: Redis is away, and what the victim holds cannot be seen.
        let held = try? await arena.eyes.holdings(of: identifier, stage: stage)
        victim.send(SIGKILL)
        arena.deaths.note(held ?? [])
        arena.recovery.begin(held)
    }

    /// Returns when the process holds something, or after a second.
    private func waitForWork(of process: Int32, _ stage: StageName, _ arena: Arena) async {
        let deadline = ContinuousClock.now + .seconds(1)
        while ContinuousClock.now < deadline, !Task.isCancelled {
            guard let held = try? await arena.eyes.holdings(of: process, stage: stage), held.isEmpty else { return }
        }
    }
}
