/// `FLUSHALL`: Redis forgets everything between two commands.
struct FlushRedis: Fault {
    static let proves = "PostgreSQL decides: what is unfinished is put back, what has ended is not"

    let name = "FLUSHALL"

    func strike(_ arena: Arena, using generator: inout SeededGenerator) async throws {
        try await arena.eyes.insist("FLUSHALL")
        // Until the leader has seen it; what is killed meanwhile cannot recover by a lease.
        try? await Task.sleep(for: .seconds(3))  // Ignored: cancellation ends the fault.
    }
}
