import Redis
import Synchronization
import TestSupport
import Testing

@testable import Fleet

@Suite(
    "Tenants share a stage",
    .enabled(if: TestServices.redisURL != nil, Comment(rawValue: TestServices.hint)),
    .timeLimit(.minutes(2)))
struct FairnessTests {
    private static let lanes = 16
    let fleet: TestFleet

    init() throws { fleet = try TestFleet(map: ShardMap(lanes: Self.lanes)) }

    /// A tenant that shares no lane with `flood`.
    private var neighbour: String {
        let taken = fleet.map.lanes(tenant: "flood")
        return (0...).lazy.map { "tenant-\($0)" }.first { name in
            let own = fleet.map.lanes(tenant: name)
            return ![own.0, own.1].contains { $0 == taken.0 || $0 == taken.1 }
        }!  // Of any number of tenants some do.
    }

    private func jobs(
        _ numbers: Range<Int>, of tenant: String, _ jobClass: JobClass = .live, weight: Int = 1
    ) -> [Handoff] {
        numbers.map { number in
            var message = TestFleet.message("\(tenant)-\(number)-\(jobClass)", jobClass)
            message.tenant = tenant
            message.weight = weight
            return Handoff(stage: .normalize, message: message)
        }
    }

    @Test("a job is run long before the flood that was there first")
    func overtakes() async throws {
        let order = Mutex<[String]>([])
        _ = try await fleet.client.enqueue(jobs(0..<20_000, of: "flood"))
        _ = try await fleet.client.enqueue(jobs(0..<1, of: neighbour))
        let neighbour = neighbour
        let effects = Seen().effects { delivery in
            order.withLock { $0.append(delivery.message.tenant) }
            return .finished
        }
        try await fleet.withRunner(effects: effects) { [fleet] _ in
            try await fleet.until { try await fleet.depth().demand == 0 }
        }
        let place = try #require(order.withLock { $0.firstIndex(of: neighbour) })
        #expect(place < 1_000, "it was job number \(place)")
        #expect(order.withLock { $0.count } == 20_001)
    }

    @Test("two floods are worked off in step, counted in decisions")
    func inStep() async throws {
        let neighbour = neighbour
        let order = Mutex<[String]>([])
        _ = try await fleet.client.enqueue(jobs(0..<2_000, of: "flood", .bulk, weight: 10))
        _ = try await fleet.client.enqueue(jobs(0..<2_000, of: neighbour, .bulk))
        let effects = Seen().effects { delivery in
            order.withLock { $0.append(delivery.message.tenant) }
            return .finished
        }
        try await fleet.withRunner(effects: effects) { [fleet] _ in
            try await fleet.until { try await fleet.depth(.normalize, .bulk).demand == 0 }
        }
        let first = order.withLock { Array($0.prefix(1_100)) }
        let heavy = first.count { $0 == "flood" }
        #expect((50...200).contains(heavy), "\(heavy) of 1100 jobs weigh ten each")
    }

    @Test("a batch holds no more decisions than it may, over one lane and over many", arguments: [1, 16])
    func decisionsInBatch(lanes: Int) async throws {
        let fleet = try TestFleet(map: ShardMap(lanes: lanes))
        var settings = fleet.settings
        settings.batchDecisions = 200
        let batches = Mutex<[Int]>([])
        _ = try await fleet.client.enqueue(jobs(0..<400, of: "flood", .bulk, weight: 20))
        let effects = StageEffects(
            run: { deliveries, _ in
                batches.withLock { $0.append(deliveries.reduce(0) { $0 + $1.message.weight }) }
                return deliveries.map { _ in .finished }
            }, bury: { _ in })
        try await fleet.withRunner(.normalize, settings, effects: effects) { [fleet] _ in
            try await fleet.until { try await fleet.depth(.normalize, .bulk).demand == 0 }
        }
        // What a job holds is known from the first batch of each of the tenant's two lanes.
        let later = batches.withLock { $0.dropFirst(2) }
        #expect(later.count > 20 && later.allSatisfy { $0 <= 200 }, "\(later)")
        #expect(batches.withLock { $0.reduce(0, +) } == 8_000)
    }

    @Test("slow batches of one tenant, or of bulk work, do not hold up another tenant's live job")
    func slowBatches() async throws {
        let neighbour = neighbour
        let release = Mutex(false)
        let seen = Seen()
        var settings = fleet.settings
        settings.batchSize = 10
        _ = try await fleet.client.enqueue(jobs(0..<100, of: "flood"))
        _ = try await fleet.client.enqueue(jobs(0..<100, of: "flood", .bulk))
        let effects = seen.effects { delivery in
            // Slow until the test has seen what it wants to see.
            while delivery.message.tenant == "flood", !release.withLock({ $0 }) {
                try await Task.sleep(for: .milliseconds(2))
            }
            return .finished
        }
        try await fleet.withRunner(.normalize, settings, effects: effects) { [fleet, self] _ in
            try await fleet.until {
                let (live, bulk) = (try await fleet.depth(), try await fleet.depth(.normalize, .bulk))
                return live.inFlight > 0 && bulk.inFlight > 0
            }
            _ = try await fleet.client.enqueue(jobs(0..<1, of: neighbour))
            try await fleet.until { seen.counts["\(neighbour)-0-live"] == 1 }
            let reference = JobReference(job: "\(neighbour)-0-live", tenant: neighbour, service: "shop")
            try await fleet.until { try await fleet.client.absentJobs([reference]) == [reference] }
            #expect(try await fleet.depth().demand == 100, "the flood still stands")
            release.withLock { $0 = true }
            try await fleet.until { try await fleet.depth().demand == 0 }
        }
    }

    @Test("a tenant's jobs go to the shorter of its two lanes, and keep their lane from stage to stage")
    func choices() async throws {
        let (first, second) = fleet.map.lanes(tenant: "flood")
        #expect(first != second)
        _ = try await fleet.client.enqueue(jobs(0..<100, of: "flood"))
        func length(_ stage: StageName, _ lane: Int) async throws -> Int64 {
            let name = StreamNames(shard: 0, stage: stage, jobClass: .live, lane: lane)
            return try await fleet.send("XLEN", name.stream).integer ?? 0
        }
        #expect(try await length(.normalize, first) == 50)
        #expect(try await length(.normalize, second) == 50)
        let effects = Seen().effects { .handOff([Handoff(stage: .enrich, message: $0.message)]) }
        try await fleet.withRunner(effects: effects) { [fleet] _ in
            try await fleet.until { try await fleet.depth().demand == 0 }
        }
        #expect(try await length(.enrich, first) == 50)
        #expect(try await length(.enrich, second) == 50)
    }
}
