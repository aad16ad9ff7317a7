import Redis
import ServiceLifecycle
import TestSupport
import Testing

@testable import Fleet

@Suite(
    "A stage waits for the next one",
    .enabled(if: TestServices.redisURL != nil, Comment(rawValue: TestServices.hint)),
    .timeLimit(.minutes(2)))
struct BackpressureTests {
    let fleet: TestFleet

    init() throws { fleet = try TestFleet(map: ShardMap(lanes: 4)) }

    private var settings: FleetSettings {
        var settings = fleet.settings
        settings.batchSize = 10
        settings.downstreamLimit = 50
        return settings
    }

    private func jobs(_ numbers: Range<Int>, of tenant: String, _ jobClass: JobClass = .live) -> [Handoff] {
        numbers.map { number in
            var message = TestFleet.message("\(tenant)-\(number)-\(jobClass)", jobClass)
            message.tenant = tenant
            return Handoff(stage: .normalize, message: message)
        }
    }

    private static func handingOn(to stage: StageName) -> StageEffects {
        Seen().effects { delivery in
            // Slow enough for the watch to see what comes of it.
            try await Task.sleep(for: .milliseconds(1))
            return .handOff([Handoff(stage: stage, message: delivery.message)])
        }
    }

    @Test("lanes whose next lane is full are held back, and no other lane or class; then they go on")
    func heldBack() async throws {
        _ = try await fleet.client.enqueue(jobs(0..<3_000, of: "flood", .bulk))
        try await fleet.withRunner(.normalize, settings, effects: Self.handingOn(to: .enrich)) { [fleet, self] _ in
            // Nobody runs the next stage: what is handed on comes to a stop.
            var last: Int64 = -1
            try await fleet.until {
                try await Task.sleep(for: .milliseconds(600))
                let now = try await fleet.depth(.enrich, .bulk).waiting
                defer { last = now }
                return now > 50 && now == last
            }
            #expect(try await fleet.depth(.normalize, .bulk).waiting > 0)
            _ = try await fleet.client.enqueue(jobs(0..<20, of: "flood"))
            try await fleet.until { try await fleet.depth(.enrich).waiting == 20 }
            #expect(try await fleet.depth(.enrich, .bulk).waiting == last)
            try await fleet.withRunner(.enrich, settings, effects: Seen().effects { _ in .finished }) { _ in
                try await fleet.until {
                    let (one, other) = (try await fleet.depth(.normalize, .bulk), try await fleet.depth(.enrich, .bulk))
                    return one.demand + other.demand == 0
                }
            }
        }
    }

    @Test("four stages with the narrowest bound still end every job")
    func noDeadlock() async throws {
        var settings = settings
        settings.downstreamLimit = 1
        _ = try await fleet.client.enqueue(jobs(0..<400, of: "one") + jobs(0..<400, of: "two", .bulk))
        let narrow = settings
        let fleet = fleet
        try await fleet.withRunner(.normalize, narrow, effects: Self.handingOn(to: .enrich)) { _ in
            try await fleet.withRunner(.enrich, narrow, effects: Self.handingOn(to: .score)) { _ in
                try await fleet.withRunner(.score, narrow, effects: Self.handingOn(to: .evidence)) { _ in
                    try await fleet.withRunner(.evidence, narrow, effects: Seen().effects { _ in .finished }) { _ in
                        try await fleet.until { try await fleet.client.depths().allSatisfy { $0.demand == 0 } }
                    }
                }
            }
        }
        #expect(try await fleet.depth(.evidence).finishedTotal == 400)
        #expect(try await fleet.depth(.evidence, .bulk).finishedTotal == 400)
    }
}
