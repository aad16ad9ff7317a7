import CoreMetrics
import Fleet
import Redis
import TestSupport
import Testing

@Suite(
    "Two versions side by side",
    .enabled(if: TestServices.redisURL != nil, Comment(rawValue: TestServices.hint)), .timeLimit(.minutes(1)))
struct VersionTests {
    let fleet: TestFleet

    init() throws { fleet = try TestFleet() }

    private func newer(_ job: String) -> String {
        #"{"class":"live","job":"\#(job)","tenant":"t","v":9,"work":{}}"#
    }

    @Test("a message of a newer build goes back as it came, uncounted, and the skew is told")
    func newer() async throws {
        let text = newer("j")
        _ = try await fleet.send("XADD", TestFleet.name().stream, "*", "m", text)
        let seen = Seen()
        let counted = CountedMetrics()
        try await withMetricsFactory(counted) {
            try await fleet.withRunner(effects: seen.effects { _ in .finished }) { [fleet] _ in
                try await fleet.until { try await fleet.depth().delayed == 1 }
            }
        }
        #expect(try await fleet.send("ZRANGE", TestFleet.name().delayed, "0", "-1").array?.first?.text == text)
        #expect(seen.total == 0)
        #expect(seen.dead.isEmpty)
        #expect(counted.sum("fixops_version_skew_total") == 1)
    }

    @Test("an old worker does the old messages and leaves the new ones to a new worker, which finds them unchanged")
    func sideBySide() async throws {
        let seen = Seen()
        let stream = TestFleet.name().stream
        for number in 0..<20 {
            try await fleet.enqueue(number..<(number + 1))
            _ = try await fleet.send("XADD", stream, "*", "m", newer("new-\(number)"))
        }
        var found: Set<String> = []
        try await fleet.withRunner(effects: seen.effects { _ in .finished }) { [fleet] _ in
            try await fleet.until { try await fleet.depth().delayed == 20 }
        }
        // The new worker, as the old ones are gone: what waited is due after a few seconds.
        while found.count < 20 {
            let names = TestFleet.name()
            for member in try await fleet.send("ZRANGE", names.delayed, "0", "-1").array ?? [] {
                if let text = member.text { found.insert(text) }
            }
        }
        #expect(found == Set((0..<20).map { newer("new-\($0)") }))
        #expect(seen.counts.count == 20)
        #expect(seen.total == 20)
        #expect(seen.dead.isEmpty)
    }

    @Test("members that a newer build adds reach the next stage of an older one without harm")
    func additive() async throws {
        let text = String(decoding: TestFleet.message("j").encoded, as: UTF8.self)
            .replacing(#""class":"#, with: #""budget":7,"class":"#)
        _ = try await fleet.send("XADD", TestFleet.name().stream, "*", "m", text)
        let seen = Seen()
        let effects = seen.effects { .handOff([Handoff(stage: .enrich, message: $0.message)]) }
        try await fleet.withRunner(effects: effects) { [fleet] _ in
            try await fleet.until { try await fleet.depth(.enrich).waiting == 1 }
        }
        #expect(seen.counts == ["j": 1])
    }
}
