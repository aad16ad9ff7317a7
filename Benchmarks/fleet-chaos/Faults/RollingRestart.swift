import Fleet
import Glibc

/// SIGTERM to every process of a kind, one after another, under load: what a new version does to a fleet.
struct RollingRestart: Fault {
    static let proves = "a drain gives back or finishes everything and leaves no pending entry and no consumer"

    let kind: ProcessKind

    var name: String { "rolling restart \(kind.rawValue)" }

    func strike(_ arena: Arena, using generator: inout SeededGenerator) async throws {
        for process in arena.subject.processes(of: kind) {
            let weather = arena.weather.changes
            guard let old = process.program.identifier else { continue }
            process.program.send(SIGTERM)
            do {
                try await Patience.wait(for: "\(process.name) to stop and come again", upTo: .seconds(40)) {
                    process.program.identifier.map { $0 != old } ?? false
                }
            } catch  where isCalm(since: weather, arena) {
                arena.departures.note("\(process.name) had not stopped 40 s after SIGTERM")
                continue
            }
            // Who drains while a server is broken may leave something behind, for the lease to end.
            // So may one that was killed while it drained.
            guard process.program.ends.last?.how == "exit code 0" else { continue }
            guard let stage = kind.stage, isCalm(since: weather, arena) else { continue }
            await checkDeparture(of: old, stage, process.name, arena)
        }
    }

    /// Whether no server was broken since `changes` was read.
    private func isCalm(since changes: Int, _ arena: Arena) -> Bool {
        arena.weather.changes == changes && !arena.weather.isFoul
    }

    /// A process that drained owns nothing and is no consumer any more.
    private func checkDeparture(
        of process: Int32, _ stage: StageName, _ name: String, _ arena: Arena
    ) async {
        // Ignored: Redis is away at the moment, and so it was for the process that drained.
        guard let left = try? await arena.eyes.consumers(of: process, stage: stage), !left.isEmpty else { return }
        arena.departures.note("\(name) left \(left.joined(separator: ", "))")
    }
}
