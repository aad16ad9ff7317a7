import Redis
import TestSupport
import Testing

@testable import Fleet

@Suite("The rate at which a fleet ends jobs")
struct DrainRateTests {
    @Test("it is unknown until a job has ended, and then rises and falls with what a busy fleet does")
    func busy() {
        var rate = DrainRate()
        rate.observe(finished: 0, waiting: 500, after: 1)
        rate.observe(finished: 0, waiting: 500, after: 1)
        #expect(rate.perSecond == nil)
        rate.observe(finished: 100, waiting: 500, after: 1)
        #expect(rate.perSecond == 100)
        rate.observe(finished: 300, waiting: 500, after: 1)
        #expect(rate.perSecond.map { Int($0) } == 130)
        for _ in 0..<40 { rate.observe(finished: 300, waiting: 500, after: 1) }
        #expect((rate.perSecond ?? 1) < 0.01)
    }

    @Test("a fleet with little to do is not a slow fleet")
    func idle() {
        var rate = DrainRate()
        rate.observe(finished: 0, waiting: 0, after: 1)
        rate.observe(finished: 1_000, waiting: 0, after: 1)
        for number in 1...60 { rate.observe(finished: Int64(1_000 + number * 2), waiting: 0, after: 1) }
        #expect(rate.perSecond == 1_000)
    }

    @Test("a flushed Redis changes nothing")
    func flushed() {
        var rate = DrainRate()
        rate.observe(finished: 0, waiting: 9, after: 1)
        rate.observe(finished: 50, waiting: 9, after: 1)
        rate.observe(finished: 3, waiting: 9, after: 1)
        #expect(rate.perSecond == 50)
        rate.observe(finished: 53, waiting: 9, after: 1)
        #expect(rate.perSecond == 50)
    }
}

@Suite("Admission by drain time")
struct DoorRuleTests {
    private let rule = DoorRule(seconds: 60, limit: 100_000)

    private func load(_ lanes: [Int64]) -> LiveLoad { LiveLoad(lanes: lanes, waiting: 0, finished: 0) }

    @Test(
        "who floods is refused, and nobody else",
        arguments: [
            // Lanes 0 and 1 are the flooding tenant's, 2 and 3 the other's. At 100 jobs a second 6,000 drain in a minute.
            ([0, 0, 0, 0], 100.0 as Double?, false, false), ([3_000, 3_000, 0, 0], 100, false, false),
            ([4_000, 4_000, 0, 0], 100, true, false), ([4_000, 4_000, 2_900, 0], 100, true, false),
            ([4_000, 4_000, 4_000, 4_000], 100, true, true), ([40_000, 40_000, 0, 0], nil, false, false),
            ([40_000, 40_000, 10, 10], 0, true, false), ([500, 400, 0, 0], 0, false, false),
        ])
    func verdicts(lanes: [Int64], perSecond: Double?, first: Bool, second: Bool) {
        #expect((rule.refusal(lanes: (0, 1), load: load(lanes), perSecond: perSecond) != nil) == first)
        #expect((rule.refusal(lanes: (2, 3), load: load(lanes), perSecond: perSecond) != nil) == second)
    }

    @Test("Retry-After is the time in which the excess drains at the tenant's share of the rate")
    func retryAfter() {
        let alone = rule.refusal(lanes: (0, 1), load: load([4_000, 4_000, 0, 0]), perSecond: 100)
        #expect(alone == DoorRule.Refusal(waiting: 8_000, retryAfter: 20))
        let shared = rule.refusal(lanes: (0, 1), load: load([4_000, 4_000, 10, 10]), perSecond: 100)
        #expect(shared?.retryAfter == 100)
        #expect(rule.refusal(lanes: (0, 1), load: load([4_000, 4_000, 0, 0]), perSecond: 0)?.retryAfter == 300)
        #expect(DoorRule.wait(for: 10, at: nil) == 5)
        #expect(DoorRule.wait(for: -10, at: 1) == 1)
    }

    @Test("with one lane all tenants wait together")
    func oneLane() {
        #expect(rule.refusal(lanes: (0, 0), load: load([7_000]), perSecond: 100)?.retryAfter == 10)
        #expect(rule.refusal(lanes: (0, 0), load: load([5_000]), perSecond: 100) == nil)
    }
}

@Suite(
    "The shared count at the door",
    .enabled(if: TestServices.redisURL != nil, Comment(rawValue: TestServices.hint)), .timeLimit(.minutes(1)))
struct DoorTests {
    let fleet: TestFleet

    init() throws { fleet = try TestFleet(map: ShardMap(lanes: 16)) }

    private func job(_ name: String, of tenant: String) -> JobReference {
        JobReference(job: name, tenant: tenant, service: "shop")
    }

    private func handoff(_ job: JobReference) -> Handoff {
        var message = TestFleet.message(job.job)
        message.tenant = job.tenant
        return Handoff(stage: .normalize, message: message)
    }

    @Test("gateways that race let in no more than the limit, committed and enqueued or not")
    func race() async throws {
        let admitted = try await withThrowingTaskGroup(of: Int.self) { group in
            for gateway in 0..<4 {
                group.addTask { [fleet, self] in
                    let client = FleetClient(endpoint: fleet.endpoint, map: fleet.map, name: "gateway-\(gateway)")
                    var admitted = 0
                    for number in 0..<100 {
                        // Tenants enough to leave each other room.
                        let job = job("\(gateway)-\(number)", of: "tenant-\(gateway)-\(number % 25)")
                        guard try await client.admit([job], limit: 150) == [.admitted] else { continue }
                        admitted += 1
                        if number.isMultiple(of: 2) { _ = try await client.enqueue([handoff(job)]) }
                    }
                    await client.close()
                    return admitted
                }
            }
            return try await group.reduce(0, +)
        }
        #expect(admitted == 150)
        #expect(try await fleet.client.admit([job("late", of: "late")], limit: 150) == [.full])
    }

    @Test("a place is free again when its job is withdrawn, or is enqueued and over")
    func freed() async throws {
        let (one, two) = (job("one", of: "a"), job("two", of: "b"))
        #expect(try await fleet.client.admit([one, two], limit: 2) == [.admitted, .admitted])
        #expect(try await fleet.client.admit([job("three", of: "c")], limit: 2) == [.full])
        try await fleet.client.withdraw([one])
        #expect(try await fleet.client.admit([job("three", of: "c")], limit: 2) == [.admitted])
        _ = try await fleet.client.enqueue([handoff(two)])
        #expect(try await fleet.client.admit([one], limit: 2) == [.full], "what is enqueued is counted once")
    }

    @Test("one tenant leaves room for another")
    func share() async throws {
        let flood = (0..<200).map { job("\($0)", of: "flood") }
        let answers = try await fleet.client.admit(flood, limit: 100)
        #expect(answers.count { $0 == .admitted } == 90)
        #expect(answers.count { $0 == .share } == 110)
        let other = (0...).lazy.map { "tenant-\($0)" }.first { name in
            Set([fleet.map.lanes(tenant: name).0, fleet.map.lanes(tenant: name).1])
                .isDisjoint(with: [fleet.map.lanes(tenant: "flood").0, fleet.map.lanes(tenant: "flood").1])
        }
        #expect(try await fleet.client.admit([job("x", of: try #require(other))], limit: 100) == [.admitted])
    }
}
