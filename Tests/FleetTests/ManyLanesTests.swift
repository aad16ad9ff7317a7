import Fleet
import Redis
import TestSupport
import Testing

@Suite(
    "Several shards, lanes and runners",
    .enabled(if: TestServices.redisURL != nil, Comment(rawValue: TestServices.hint)),
    .timeLimit(.minutes(1)))
struct ManyLanesTests {
    let fleet: TestFleet

    init() throws { fleet = try TestFleet(map: ShardMap(shards: 3, lanes: 4)) }

    private func jobs(_ numbers: Range<Int>) -> [Handoff] {
        numbers.map { number in
            Handoff(
                stage: .normalize,
                message: Message(
                    job: "\(number)", scan: "\(number)", tenant: "tenant-\(number % 7)",
                    service: "service-\(number % 11)",
                    source: "ci", sequence: 1, jobClass: .live, payload: Array("{}".utf8)))
        }
    }

    @Test("every job of every shard and lane is handed on once, whichever runner has it")
    func once() async throws {
        let (first, second) = (Seen(), Seen())
        _ = try await fleet.client.enqueue(jobs(0..<2_000))
        let onward: @Sendable (Delivery) async throws -> Outcome = {
            .handOff([Handoff(stage: .enrich, message: $0.message)])
        }
        try await fleet.withRunner(effects: first.effects(onward)) { [fleet] _ in
            try await fleet.withRunner(effects: second.effects(onward)) { _ in
                try await fleet.until { try await fleet.depth().demand == 0 }
            }
        }
        #expect(first.total + second.total == 2_000)
        #expect(Set(first.counts.keys).union(second.counts.keys).count == 2_000)
        #expect(try await fleet.depth(.enrich).waiting == 2_000)
    }

    @Test(
        "a lane with the only work nearly fills its batches, beside the places kept for the idle lanes of other shards")
    func fills() async throws {
        let seen = Seen()
        let one = jobs(0..<2_000).filter { $0.message.tenant == "tenant-3" && $0.message.service == "service-5" }
        let many = (0..<400).map { number in
            Handoff(stage: .normalize, message: TestFleet.message("\(number)", service: one[0].message.service))
        }
        _ = try await fleet.client.enqueue(many)
        try await fleet.withRunner(effects: seen.effects { _ in .finished }) { [fleet] _ in
            try await fleet.until { try await fleet.depth().demand == 0 }
        }
        #expect(seen.biggestBatch >= fleet.settings.batchSize * 9 / 10)
    }

    @Test("a chunk's items reach the shards of their services, and the chunk ends")
    func fansOut() async throws {
        let chunk = TestFleet.message("run.1-50", .bulk, service: "")
        _ = try await fleet.client.enqueue([Handoff(stage: .enrich, message: chunk)])
        let effects = Seen().effects { _ in
            .handOff(
                (1...50).map { number in
                    let message = TestFleet.message("run.\(number)", .bulk, service: "service-\(number)")
                    return Handoff(stage: .score, message: message)
                })
        }
        try await fleet.withRunner(.enrich, effects: effects) { [fleet] _ in
            try await fleet.until { try await fleet.depth(.enrich, .bulk).demand == 0 }
        }
        #expect(try await fleet.depth(.score, .bulk).waiting == 50)
        let items = (1...50).map { JobReference(job: "run.\($0)", tenant: "default", service: "service-\($0)") }
        #expect(try await fleet.client.absentJobs(items).isEmpty)
        let ended = JobReference(job: chunk.job, tenant: "default", service: "")
        #expect(try await fleet.client.absentJobs([ended]) == [ended])
    }
}
