/// Redis reaches `maxmemory` and refuses every write that needs some, for a while.
struct FillRedis: Fault {
    static let proves = "a refused enqueue or hand-off is done again; scripts are whole or not at all"

    let name = "Redis at maxmemory"

    func strike(_ arena: Arena, using generator: inout SeededGenerator) async throws {
        try await arena.eyes.insist("CONFIG", "SET", "maxmemory", "1mb")
        try? await Task.sleep(for: generator.duration(1_500...5_000))  // Ignored: cancellation ends the fault.
        try await arena.eyes.insist("CONFIG", "SET", "maxmemory", "0")
    }
}
