import Fleet
import Redis
import TestSupport
import Testing

@Suite(
    "The fleet's client", .enabled(if: TestServices.redisURL != nil, Comment(rawValue: TestServices.hint)),
    .timeLimit(.minutes(1)))
struct FleetClientTests {
    let fleet: TestFleet

    init() throws { fleet = try TestFleet(map: ShardMap(shards: 3, lanes: 2)) }

    private func job(_ number: Int) -> Handoff {
        Handoff(stage: .score, message: TestFleet.message("\(number)", service: "service-\(number % 17)"))
    }

    @Test("a job is enqueued once while it is in a queue, over shards and more than one script call")
    func enqueue() async throws {
        let jobs = (0..<1_000).map(job)
        #expect(try await fleet.client.enqueue(jobs) == jobs.map { _ in true })
        let again = try await fleet.client.enqueue([job(3), job(1_000), job(999)])
        #expect(again == [false, true, false])
        #expect(try await fleet.depth(.score).waiting == 1_001)
        #expect(try await fleet.client.enqueue([]).isEmpty)
    }

    @Test("absent are the jobs that are in no queue, in the order asked")
    func absent() async throws {
        _ = try await fleet.client.enqueue([job(1), job(3)])
        let asked = (0..<5).map { number in
            JobReference(job: "\(number)", tenant: "default", service: "service-\(number)")
        }
        #expect(try await fleet.client.absentJobs(asked).map(\.job) == ["0", "2", "4"])
    }

    @Test("depths tell what waits, what is held and for how long, for every stage and class")
    func depths() async throws {
        let empty = try await fleet.client.depths()
        #expect(empty.map(\.demand) == [Int64](repeating: 0, count: 8))
        #expect(empty.map(\.jobClass) == StageName.allCases.flatMap { _ in [JobClass.live, .bulk] })
        _ = try await fleet.client.enqueue((0..<10).map(job))
        try await Task.sleep(for: .milliseconds(20))
        let depth = try await fleet.depth(.score)
        #expect(depth.waiting == 10)
        #expect(depth.demand == 10)
        #expect(depth.oldestMilliseconds >= 20)
        #expect(!depth.isPaused)
        try await fleet.client.pause(.score, .live, Pause(at: 0, by: "", reason: ""))
        #expect(try await fleet.depth(.score).isPaused)
        try await fleet.client.resume(.score, .live)
        #expect(try await !fleet.depth(.score).isPaused)
    }

    @Test(
        "a fingerprint is read with the revision, epoch and sequence that judge it, and lives as long as it was given")
    func fingerprints() async throws {
        let client = fleet.client
        let names = (0..<6).map { "service-\($0)" }
        let queries = names.map { FingerprintQuery(tenant: "t", service: $0, source: "s", digest: "d-\($0)") }
        #expect(
            try await client.readFingerprints(queries)
                == queries.map { _ in FingerprintReading(value: nil, revision: nil, epoch: nil, sequence: nil) })
        try await client.confirm(try await client.lives())
        try await client.raiseEpoch(9)
        try await client.raiseRevisions(names.map { ServiceRevision(tenant: "t", service: $0, revision: 4) })
        for sequence: Int64 in [7, 6] {
            try await client.markNewest(names.map { Self.scan(of: $0, sequence: sequence) })
        }
        try await client.writeFingerprints(
            names.map {
                FingerprintEntry(
                    tenant: "t", service: $0, source: "s", digest: "d-\($0)", value: Array($0.utf8),
                    timeToLive: .seconds(60))
            } + [
                FingerprintEntry(tenant: "t", service: "x", source: "s", digest: "gone", value: [1], timeToLive: .zero),
                FingerprintEntry(
                    tenant: "t", service: "x", source: "s", digest: "short", value: [1], timeToLive: .milliseconds(1)),
            ])
        #expect(
            try await client.readFingerprints(queries)
                == names.map { FingerprintReading(value: Array($0.utf8), revision: 4, epoch: 9, sequence: 7) })
        let short = ["gone", "short"].map { FingerprintQuery(tenant: "t", service: "x", source: "s", digest: $0) }
        try await fleet.until { try await client.readFingerprints(short).allSatisfy { $0.value == nil } }
    }

    private static func scan(of service: String, sequence: Int64) -> Message {
        Message(
            job: service, scan: service, tenant: "t", service: service, source: "s", sequence: sequence,
            jobClass: .live, payload: Array("{}".utf8))
    }

    @Test("revisions and epochs only rise")
    func monotone() async throws {
        for epoch: Int64 in [3, 1, 5, 4] { try await fleet.client.raiseEpoch(epoch) }
        #expect(try await fleet.client.epochs() == [5, 5, 5])
        for revision: Int64 in [100, 99] {
            try await fleet.client.raiseRevisions([ServiceRevision(tenant: "t", service: "s", revision: revision)])
        }
        try await fleet.client.confirm(try await fleet.client.lives())
        let query = FingerprintQuery(tenant: "t", service: "s", source: "s", digest: "d")
        #expect(try await fleet.client.readFingerprints([query]).first?.revision == 100)
    }

    @Test("nothing is remembered by a server that came back with an old state, until its life is confirmed")
    func oldState() async throws {
        let own = try TestFleet(redis: ["--dbfilename", "old.rdb"])
        let query = FingerprintQuery(tenant: "t", service: "s", source: "s", digest: "d")
        func revision() async throws -> Int64? { try await own.client.readFingerprints([query])[0].revision }
        try await own.client.raiseRevisions([ServiceRevision(tenant: "t", service: "s", revision: 1)])
        try await own.client.confirm(try await own.client.lives())
        #expect(try await revision() == 1)
        try own.server.command("SAVE")
        try await own.client.raiseRevisions([ServiceRevision(tenant: "t", service: "s", revision: 2)])
        #expect(try await revision() == 2)
        own.server.kill()
        try own.server.start()
        try await own.until { (try? await own.client.epochs()) != nil }
        #expect(try await revision() == nil, "revision 1 is back and must not be believed")
        try await own.client.raiseRevisions([ServiceRevision(tenant: "t", service: "s", revision: 2)])
        try await own.client.confirm(try await own.client.lives())
        try await own.until { try await revision() == 2 }
    }

    @Test("an epoch that Redis has lost is nil, not zero")
    func lostEpoch() async throws { #expect(try await fleet.client.epochs() == [nil, nil, nil]) }

    @Test("done hints reach a reader from where it stopped, whatever their shard")
    func done() async throws {
        let reader = DoneReader(endpoint: fleet.endpoint, map: fleet.map)
        func announce(_ scans: Range<Int>) async throws {
            try await fleet.client.announce(
                scans.map { DoneHint(scan: "scan-\($0)", tenant: "default", service: "service-\($0)") })
        }
        var scans: [String] = []
        for range in [0..<5, 5..<20] {
            try await announce(range)
            while scans.count < range.upperBound { scans += try await reader.next(blockingFor: .seconds(1)) }
        }
        #expect(scans.sorted() == (0..<20).map { "scan-\($0)" }.sorted())
        _ = try await fleet.send("FLUSHALL")
        try await announce(20..<21)
        #expect(try await reader.next(blockingFor: .seconds(5)) == ["scan-20"])
    }
}
