import Fleet
import Glibc

/// SIGSTOP for longer than the lease, then SIGCONT: a machine that hangs, and comes back as if nothing had happened.
struct PauseProcess: Fault {
    static let proves = "who wakes after losing its jobs can neither acknowledge nor write them"

    let kind: ProcessKind

    var name: String { "stop for longer than the lease \(kind.rawValue)" }

    func strike(_ arena: Arena, using generator: inout SeededGenerator) async throws {
        guard let victim = arena.subject.processes(of: kind).randomElement(using: &generator)?.program,
            let identifier = victim.identifier
        else { return }
        victim.send(SIGSTOP)
        if let stage = kind.stage {
            // Ignored: Redis is away, and what the victim holds cannot be seen.
            arena.deaths.note((try? await arena.eyes.holdings(of: identifier, stage: stage)) ?? [])
        }
        // Ignored: whoever cancels wants the process to go on at once.
        try? await Task.sleep(for: Subject.lease + generator.duration(500...3_000))
        victim.send(SIGCONT)
    }
}
