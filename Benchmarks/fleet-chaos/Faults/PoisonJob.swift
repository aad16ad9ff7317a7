import Fleet
import Glibc

/// A job that seems to kill whoever runs it: we kill its process in company once, then twice more while it runs alone.
struct PoisonJob: Fault {
    static let proves = "a poisonous job is buried, its companions are not, and nothing digs it up again"

    /// How long we look for the job before it counts as escaped.
    private static let patience = Duration.seconds(20)

    let kind: ProcessKind

    var name: String { "hunt a job of \(kind.rawValue) to death" }

    func strike(_ arena: Arena, using generator: inout SeededGenerator) async throws {
        guard let stage = kind.stage else { return }
        guard let first = await find(in: arena, stage, { !$0.isAlone && $0.stream.stream.contains(":live:") }),
            await kill(first, stage, arena)
        else { return }
        // What a dead process holds stays its own until the lease ends; then it is another entry.
        var killed: Set<String> = []
        while killed.count < 2 {
            guard
                let next = await find(
                    in: arena, stage, { $0.isAlone && $0.job == first.job && !killed.contains($0.entry) })
            else { return }
            if await kill(next, stage, arena) { killed.insert(next.entry) }
        }
        arena.deaths.noteHunted(first.job)
    }

    /// The first entry held by anyone for which `condition` holds; nil after a while.
    private func find(in arena: Arena, _ stage: StageName, _ condition: (Holding) -> Bool) async -> Holding? {
        let deadline = ContinuousClock.now + Self.patience
        while ContinuousClock.now < deadline, !Task.isCancelled {
            // Ignored: Redis is away; the next look comes soon.
            let held = (try? await arena.eyes.holdings(stage: stage)) ?? []
            if let found = held.first(where: condition) { return found }
            try? await Task.sleep(for: .milliseconds(2))  // Ignored: cancellation ends the loop.
        }
        return nil
    }

    /// Kills the entry's owner if it still holds it; false when the job was faster.
    private func kill(_ holding: Holding, _ stage: StageName, _ arena: Arena) async -> Bool {
        guard let identifier = QueueEyes.process(of: holding.consumer),
            let owner = arena.subject.processes(of: kind).first(where: { $0.program.identifier == identifier })?.program
        else { return false }
        owner.send(SIGSTOP)
        let held = (try? await arena.eyes.holdings(of: identifier, stage: stage)) ?? []
        guard held.contains(where: { $0.entry == holding.entry }) else {
            owner.send(SIGCONT)
            return false
        }
        owner.send(SIGKILL)
        arena.deaths.note(held)
        arena.recovery.begin(held)
        return true
    }
}
