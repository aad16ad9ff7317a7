import Engine
import Fleet
import Hashing
import Postgres
import Redis
import Store
import TestSupport
import Testing

@testable import Stages

@Suite("What Redis loses", .enabled(if: TestServices.postgresURL != nil, "\(TestServices.hint)"))
struct LossTests {
    /// How a server comes back.
    enum Loss: String, CaseIterable {
        case flushed, restartedEmpty, restartedFromOldSnapshot
    }

    @Test("every unfinished scan is queued once after a loss, however young it is", arguments: Loss.allCases)
    func loss(_ loss: Loss) async throws {
        let line = try await TestLine(redis: loss == .restartedFromOldSnapshot ? ["--dbfilename", "old.rdb"] : [])
        let reassert = line.reassert
        try await reassert.perform()
        for number in 0..<3 { _ = try await line.accept(TestLine.report(["CVE-2020-100\(number)"])) }
        if loss == .restartedFromOldSnapshot { try line.server.command("SAVE") }
        for number in 3..<5 { _ = try await line.accept(TestLine.report(["CVE-2020-100\(number)"])) }
        _ = try await line.accept(TestLine.report(["CVE-2020-1009"]), isEnqueued: false)
        switch loss {
        case .flushed: try line.server.command("FLUSHALL")
        case .restartedEmpty, .restartedFromOldSnapshot:
            line.server.kill()
            try line.server.start()
        }
        for _ in 0..<3 { try await reassert.perform() }
        #expect(try await line.waiting() == 6)
        #expect(try await line.fleet.queuedJobs().jobs.count == 6)
    }

    @Test("a job whose key outlives its entry is queued again, once, and nothing beside it")
    func keyWithoutEntry() async throws {
        let line = try await TestLine()
        for number in 0..<4 { _ = try await line.accept(TestLine.report(["CVE-2020-100\(number)"]), secondsAgo: 60) }
        let stream = StreamNames(shard: 0, stage: .normalize, jobClass: .live, lane: 0).stream
        let entries = try await line.redis.send(RedisCommand("XRANGE", stream, "-", "+")).array ?? []
        let second = try #require(entries[1].array?[0].text)
        _ = try await line.redis.send(RedisCommand("XDEL", stream, second))
        for _ in 0..<3 { try await line.reconcile.perform() }
        #expect(try await line.waiting() == 4)
        _ = try await line.redis.send(RedisCommand("DEL", stream))
        for _ in 0..<3 { try await line.reconcile.perform() }
        #expect(try await line.waiting() == 4)
        #expect(try await line.fleet.queuedJobs().jobs.count == 4)
    }

    @Test("a job is found wherever it waits: unread, held, put off or suspected")
    func places() async throws {
        let line = try await TestLine()
        var scans: [ScanID] = []
        for number in 0..<4 {
            scans.append(try await line.accept(TestLine.report(["CVE-2020-100\(number)"]), secondsAgo: 60))
        }
        let names = StreamNames(shard: 0, stage: .normalize, jobClass: .live, lane: 0)
        func send(_ words: String...) async throws {
            var command = RedisCommand(capacity: 64)
            for word in words { command.append(word) }
            _ = try await line.redis.send(command)
        }
        let entries = try await line.redis.send(RedisCommand("XRANGE", names.stream, "-", "+")).array ?? []
        let bodies = entries.compactMap { $0.array?[1].array?[1].text }
        try await send("DEL", names.stream)
        try await send("XADD", names.stream, "*", "m", bodies[0])
        try await send("XGROUP", "CREATE", names.stream, Keys.group, "0")
        try await send("XREADGROUP", "GROUP", Keys.group, "test", "STREAMS", names.stream, ">")
        try await send("XADD", names.stream, "*", "m", bodies[1])
        try await send("ZADD", names.delayed, "1", bodies[2])
        try await send("XADD", names.alone, "*", "m", bodies[3])
        #expect(try await line.fleet.queuedJobs().jobs == Set(scans.map(\.description)))
    }

    @Test(
        "a hundred thousand waiting jobs stay exactly that through reconciling and a restart", .timeLimit(.minutes(5)))
    func deepQueue() async throws {
        let count = 100_000
        let line = try await TestLine(redis: ["--appendonly", "yes", "--appendfsync", "no"])
        try await line.acceptUnread(count)
        let handoffs = try await line.unfinished().map(Handoff.init(normalizing:))
        #expect(handoffs.count == count)
        for start in stride(from: 0, to: count, by: 10_000) {
            _ = try await line.fleet.enqueue(Array(handoffs[start..<start + 10_000]))
        }
        let reassert = line.reassert
        try await reassert.perform()
        for _ in 0..<2 { try await line.reconcile.perform() }
        #expect(try await line.waiting() == Int64(count))
        line.server.kill()
        try line.server.start()
        _ = try await line.eventually("the append-only file is loaded") {
            try? await line.redis.send(RedisCommand("PING")).text
        }
        // What a moment's lack of fsync lost is put back, and nothing else is.
        try await reassert.perform()
        try await line.reconcile.perform()
        #expect(try await line.waiting() == Int64(count))
        #expect(try await line.fleet.queuedJobs().jobs.count == count)
    }

    @Test("a scan that has failed is not decided by a message that comes back")
    func failedScan() async throws {
        let line = try await TestLine(redis: ["--dbfilename", "old.rdb"])
        let scan = try await line.accept(TestLine.report(["CVE-2020-1001"]))
        try line.server.command("SAVE")
        try await line.store.bury([
            FailedJob(
                tenant: "default", service: "shop", scan: scan, job: scan.description, stage: "normalize",
                problem: ScanProblem(code: "worker-died", reason: "it died twice"), message: Array("{}".utf8),
                timeline: Array("[]".utf8), attempts: 0, failedAt: WallClock.now())
        ])
        line.server.kill()
        try line.server.start()
        try await line.reassert.perform()
        #expect(try await line.waiting() == 1, "the old entry is back")
        try await line.running {
            _ = try await line.eventually("the entry is settled") { try await line.demand() == 0 ? true : nil }
        }
        let record = try await line.ended([scan])[0]
        #expect(record.status == .failed)
        #expect(record.problem?.code == "worker-died")
        #expect(try await line.store.decisionsOf(scans: [scan], tenant: "default").isEmpty)
    }

    @Test("a lost consumer group costs no scan and doubles no decision")
    func lostGroup() async throws {
        let line = try await TestLine()
        try await line.running {
            var scans: [ScanID] = []
            for round in 0..<5 {
                for number in 0..<20 {
                    scans.append(try await line.accept(TestLine.report(["CVE-2020-1\(round)\(number + 10)"])))
                }
                for stage in StageName.allCases {
                    let stream = StreamNames(shard: 0, stage: stage, jobClass: .live, lane: 0).stream
                    try line.server.command("XGROUP", "DESTROY", stream, Keys.group)
                }
            }
            #expect(try await line.ended(scans).allSatisfy { $0.status == .decided })
        }
    }

    @Test("items of a re-score run whose keys outlive their entries are scored all the same")
    func lostItems() async throws {
        let line = try await TestLine()
        _ = try await line.importKEV(["CVE-2021-1001"])
        let scan = try await line.running { try await line.accept(TestLine.report(["CVE-2020-1001"])) }
        _ = try await line.running { try await line.decision(of: scan) }
        try await line.reassert.perform()
        _ = try await line.importKEV(["CVE-2021-1001", "CVE-2020-1001"])
        try await RescoreDuty(store: line.store, fleet: line.fleet).perform()
        // The chunk ran, its item was handed on, and then its entry was lost and its key was not.
        let run = try #require(try await line.store.rescoreRuns(tenant: "default", limit: 1).first)
        _ = try await line.redis.send(RedisCommand("FLUSHALL"))
        let key = Keys.job(shard: 0, job: RescoreChunk.job(run: run.id, item: 1))
        _ = try await line.redis.send(RedisCommand("SET", key, "1"))
        try await line.reassert.perform()
        try await line.running {
            _ = try await line.eventually("the item is done") {
                try await line.store.rescoreRuns(tenant: "default", limit: 1).first?.remaining == 0 ? true : nil
            }
        }
    }
}

extension TestLine {
    fileprivate func demand() async throws -> Int64 { try await fleet.depths().reduce(0) { $0 + $1.demand } }

    /// Live jobs that nobody has read.
    fileprivate func waiting() async throws -> Int64 {
        try await fleet.depths().filter { $0.jobClass == .live }.reduce(0) { $0 + $1.waiting }
    }

    fileprivate func unfinished() async throws -> [UnfinishedScan] {
        try await store.unfinishedScans(olderThan: 0, after: nil, limit: 1_000_000)
    }

    /// Scans that are accepted and never read, made in one statement.
    fileprivate func acceptUnread(_ count: Int) async throws {
        _ = try await accept(Self.report(["CVE-2020-1001"]), isEnqueued: false, secondsAgo: 120)
        try await pool.session { session in
            _ = try session.run(
                """
                INSERT INTO scan (id, tenant, service, source, sequence, artifact, format, accepted_at)
                SELECT gen_random_uuid(), tenant, service, source, sequence + number, artifact, format, accepted_at
                  FROM scan, generate_series(1, \(Int64(count - 1))) AS given (number)
                """)
        }
    }
}
