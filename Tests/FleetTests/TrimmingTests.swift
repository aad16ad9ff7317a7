import Fleet
import Redis
import TestSupport
import Testing

@Suite(
    "The memory of streams", .enabled(if: TestServices.redisURL != nil, Comment(rawValue: TestServices.hint)),
    .timeLimit(.minutes(1)))
struct TrimmingTests {
    let fleet: TestFleet

    init() throws { fleet = try TestFleet() }

    private func bytes(of stream: String) async throws -> Int64 {
        try await fleet.send("MEMORY", "USAGE", stream, "SAMPLES", "0").integer ?? 0
    }

    @Test("a burst's memory returns, and waits for nobody but its own jobs")
    func burst() async throws {
        let stream = TestFleet.name().stream
        try await fleet.enqueue(0..<5_000)
        let full = try await bytes(of: stream)
        try await fleet.withRunner(effects: Seen().effects { _ in .finished }) { [fleet] _ in
            try await fleet.until { try await fleet.depth().demand == 0 }
            try await fleet.until { try await fleet.send("XLEN", stream).integer == 0 }
        }
        #expect(full > 1_000_000)
        #expect(try await bytes(of: stream) < 10_000)
    }

    @Test("while jobs flow, a stream holds little more than what is not settled")
    func flow() async throws {
        let stream = TestFleet.name().stream
        let seen = Seen()
        try await fleet.withRunner(effects: seen.effects { _ in .finished }) { [fleet] _ in
            var most: Int64 = 0
            for round in 0..<20 {
                try await fleet.enqueue((round * 250)..<(round * 250 + 250))
                try await fleet.until { seen.total == round * 250 + 250 }
                most = max(most, try await fleet.send("XLEN", stream).integer ?? 0)
                // Trimmed once a second: a quarter of it between two rounds.
                if round % 5 == 4 { try await fleet.until { try await fleet.send("XLEN", stream).integer == 0 } }
            }
            #expect(most <= 1_250)
        }
    }
}
