import Glibc

/// PostgreSQL stops and comes back: in order, at once, or killed.
struct RestartPostgres: Fault {
    /// How the postmaster is told.
    enum Way: String, CaseIterable, Sendable {
        case fast
        case immediate
        case killed

        var signal: Int32 {
            switch self {
            case .fast: SIGINT
            case .immediate: SIGQUIT
            case .killed: SIGKILL
            }
        }
    }

    static let proves = "a commit that was not confirmed is done again and changes nothing; nobody waits for ever"

    let way: Way

    var name: String { "restart PostgreSQL, \(way.rawValue)" }

    func strike(_ arena: Arena, using generator: inout SeededGenerator) async throws {
        try await arena.subject.postgres.restart(by: way.signal, after: generator.duration(100...4_000))
    }
}
