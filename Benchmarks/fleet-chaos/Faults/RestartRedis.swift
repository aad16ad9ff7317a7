/// Redis is killed and comes back, with what it had written a second ago or with nothing.
struct RestartRedis: Fault {
    static let proves = "a second of lost wake-ups, old leases and old job keys cost time and no scan"

    let losesEverything: Bool

    var name: String { losesEverything ? "kill Redis, start it empty" : "kill Redis, start it with its AOF" }

    func strike(_ arena: Arena, using generator: inout SeededGenerator) async throws {
        try await arena.subject.redis.restart(
            after: generator.duration(100...4_000), losingEverything: losesEverything)
    }
}
