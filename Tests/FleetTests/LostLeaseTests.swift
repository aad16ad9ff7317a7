import Fleet
import Redis
import Synchronization
import TestSupport
import Testing

@Suite(
    "A lost lease", .enabled(if: TestServices.redisURL != nil, Comment(rawValue: TestServices.hint)),
    .timeLimit(.minutes(2)))
struct LostLeaseTests {
    let fleet: TestFleet

    init() throws { fleet = try TestFleet() }

    /// Effects whose first run lasts until it is cancelled.
    private func effects(_ seen: Seen, _ wasCancelled: Flag) -> StageEffects {
        StageEffects(
            run: { deliveries, _ in
                seen.see(deliveries)
                guard seen.total == 1 else { return deliveries.map { _ in .finished } }
                do {
                    try await Task.sleep(for: .seconds(50))
                } catch {
                    wasCancelled.set()
                }
                return deliveries.map { _ in .finished }
            }, bury: { seen.bury($0) })
    }

    @Test("a worker that cannot reach Redis for a lease ends its local work, and counts nothing against the job")
    func cutOff() async throws {
        let (seen, wasCancelled) = (Seen(), Flag())
        try await fleet.enqueue(0..<1)
        try await fleet.withRunner(.normalize, fleet.hastySettings, effects: effects(seen, wasCancelled)) {
            [fleet] _ in
            try await fleet.until { seen.total == 1 }
            fleet.server.suspend()
            try await fleet.until { wasCancelled.isSet }
            fleet.server.resume()
            try await fleet.until { (try? await fleet.depth().demand) == 0 }
        }
        #expect(seen.total == 2)
        #expect(seen.dead.isEmpty)
    }

    @Test("a worker whose jobs were all taken ends its run at the next heartbeat")
    func taken() async throws {
        let (seen, wasCancelled) = (Seen(), Flag())
        let stream = TestFleet.name().stream
        try await fleet.enqueue(0..<1)
        try await fleet.withRunner(.normalize, fleet.hastySettings, effects: effects(seen, wasCancelled)) {
            [fleet] _ in
            try await fleet.until { seen.total == 1 }
            let pending = try await fleet.send("XPENDING", stream, Keys.group, "-", "+", "1")
            _ = try await fleet.send("XACK", stream, Keys.group, pending.array?[0].array?[0].text ?? "")
            _ = try await fleet.send(
                "XADD", stream, "*", "m", String(decoding: TestFleet.message("0").encoded, as: UTF8.self))
            try await fleet.until { wasCancelled.isSet }
            try await fleet.until { try await fleet.depth().demand == 0 }
        }
        #expect(seen.total == 2)
        #expect(seen.dead.isEmpty)
    }

    @Test("a Redis that stands still holds no drain, and what could not be settled runs elsewhere")
    func halfOpen() async throws {
        let seen = Seen()
        try await fleet.enqueue(0..<5)
        var settings = fleet.hastySettings
        settings.drainDeadline = .seconds(1)
        let effects = seen.effects { [fleet] _ in
            // Redis stops while the jobs run.
            if seen.total <= 5 { fleet.server.suspend() }
            return .finished
        }
        try await fleet.withRunner(.normalize, settings, effects: effects) { [fleet] _ in
            try await fleet.until { seen.total > 0 }
        }
        fleet.server.resume()
        let again = Seen()
        try await fleet.withRunner(.normalize, fleet.hastySettings, effects: again.effects { _ in .finished }) {
            [fleet] _ in
            try await fleet.until { (try? await fleet.depth().demand) == 0 }
        }
        #expect(Set(seen.counts.keys).union(again.counts.keys).count == 5)
        #expect(seen.dead.isEmpty && again.dead.isEmpty)
    }

    @Test("at the default lease, a dead worker's jobs are with another one within five seconds")
    func bound() {
        let settings = FleetSettings()
        // A turn's period varies by 30 %.
        let longest = settings.lease + (settings.lease / 4 + .milliseconds(300)) * 1.3
        #expect(longest < .seconds(5))
    }
}

/// Set once.
private final class Flag: Sendable {
    private let value = Atomic(false)

    var isSet: Bool { value.load(ordering: .acquiring) }

    func set() { value.store(true, ordering: .releasing) }
}
