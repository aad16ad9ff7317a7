import Redis
import TestSupport
import Testing

@testable import Fleet

@Suite(
    "Each script by itself", .enabled(if: TestServices.redisURL != nil, Comment(rawValue: TestServices.hint)),
    .timeLimit(.minutes(1)))
struct ScriptTests {
    let fleet: TestFleet
    let stream = TestFleet.name().stream
    let alone = TestFleet.name().alone
    let delayed = TestFleet.name().delayed

    init() throws { fleet = try TestFleet() }

    private func run(_ script: RedisScript, _ keys: [String], _ arguments: [String] = []) async throws -> RedisReply {
        let call = ScriptCall(script, keys: keys) { command in for argument in arguments { command.append(argument) } }
        return try await fleet.redis.run([call])[0].checked()
    }

    private func makeGroups() async throws {
        _ = try await run(Scripts.createGroups, [stream, alone], [Keys.group])
    }

    /// Adds entries with ids 1-0, 2-0… and has `consumer` read the first `count`.
    private func fill(_ entries: Int, reading count: Int, _ consumer: String = "c") async throws {
        try await makeGroups()
        for number in 1...entries { _ = try await fleet.send("XADD", stream, "\(number)-0", "m", "m\(number)") }
        guard count > 0 else { return }
        _ = try await fleet.send("XREADGROUP", "GROUP", "w", consumer, "COUNT", "\(count)", "STREAMS", stream, ">")
    }

    private func messages(_ stream: String) async throws -> [String] {
        try await fleet.send("XRANGE", stream, "-", "+").array?.compactMap { $0.array?[1].array?[1].text } ?? []
    }

    private func pending(_ stream: String) async throws -> Int64? {
        try await fleet.send("XPENDING", stream, "w").array?[0].integer
    }

    @Test("groups are made from the stream's beginning, once")
    func createGroups() async throws {
        _ = try await fleet.send("XADD", stream, "*", "m", "early")
        #expect(try await run(Scripts.createGroups, [stream, alone], [Keys.group]).integer == 2)
        #expect(try await run(Scripts.createGroups, [stream, alone], [Keys.group]).integer == 0)
        let found = try await run(Scripts.hasUnread, [stream, "no-stream", alone], [Keys.group]).array ?? []
        #expect(found.map(\.integer) == [1, nil, 0])
        #expect(throws: RedisError.self) { try found[1].checked() }
    }

    @Test("settling acknowledges, hands on, delays and ends jobs; a second time it does nothing")
    func settle() async throws {
        try await fill(6, reading: 6)
        for job in ["job1", "job2", "job3"] { _ = try await fleet.send("SET", job, "1") }
        let keys = [stream, "next", "job1", delayed, "job2", "job3", "job4", "failures"]
        let arguments = [
            "w", "4", "0",  // four in the long form
            "1-0", "0", "1", "2", "0", "on1",  // goes on
            "2-0", "3", "0",  // is finished
            "3-0", "0", "2", "4", "-60000", "late3", "8", "+", "retried",  // waits a minute and is counted
            "4-0", "5", "2", "2", "6", "new3", "2", "7", "new4",  // ends: one job is known
            "2", "2", "5-0", "on5", "6-0", "on6",  // two in the short form
        ]
        #expect(try await run(Scripts.settle, keys, arguments).array?.isEmpty == true)
        #expect(try await messages("next") == ["on1", "new4", "on5", "on6"])
        #expect(try await pending(stream) == 0)
        #expect(try await fleet.send("ZCARD", delayed).integer == 1)
        #expect(
            try await fleet.send("MGET", "job1", "job2", "job3", "job4").array?.map(\.text) == [nil, nil, "1", "1"])
        let again = try await run(Scripts.settle, keys, arguments)
        #expect(again.array?.compactMap(\.text) == (1...6).map { "\($0)-0" })
        #expect(try await messages("next").count == 4)
        #expect(try await fleet.send("HGETALL", "failures").array?.map(\.text) == ["retried", "1"])
    }

    @Test("settling goes on in a full Redis, because its first write is one that needs no memory")
    func settleWhenFull() async throws {
        try await fill(1, reading: 1)
        _ = try await run(Scripts.settle, [stream, "next"], ["w"])  // So that the server knows the script.
        _ = try await fleet.send("CONFIG", "SET", "maxmemory", "1")
        #expect(try await run(Scripts.settle, [stream, "next"], ["w", "1", "2", "1-0", "on"]).array == [])
        #expect(try await messages("next") == ["on"])
        await #expect(throws: RedisError.self) {
            try await run(Scripts.enqueue, ["door", "job", stream], ["1", "1", "m", "1", "1"])
        }
        #expect(try await fleet.send("EXISTS", "job").integer == 0)
    }

    @Test("promotion moves what is due, by the server's clock, up to its limit")
    func promote() async throws {
        for number in 0..<5 { _ = try await fleet.send("ZADD", delayed, "\(number)", "due\(number)") }
        _ = try await fleet.send("ZADD", delayed, "99999999999999", "later")
        #expect(try await promote(limit: 3, rate: 1_000_000) == 3)
        try await Task.sleep(for: .milliseconds(2))  // Until the bucket is full again.
        #expect(try await promote(limit: 256, rate: 1_000_000) == 2)
        #expect(try await promote(limit: 256, rate: 1_000_000) == 0)
        #expect(try await messages(stream) == (0..<5).map { "due\($0)" })
        #expect(try await fleet.send("ZCARD", delayed).integer == 1)
    }

    @Test("after an outage a lane's waiting jobs are released at its rate, however many workers ask")
    func ramp() async throws {
        for number in 0..<100 { _ = try await fleet.send("ZADD", delayed, "\(number)", "due\(number)") }
        var released: [Int64?] = []
        for _ in 0..<5 { released.append(try await promote(limit: 40, rate: 1)) }
        #expect(released.first == 40)
        // As many seconds as the five calls took.
        #expect(released.dropFirst().compactMap(\.self).reduce(0, +) < 40)
        try await fleet.until {
            _ = try await promote(limit: 40, rate: 1_000)
            return try await messages(stream).count == 100
        }
        #expect(try await messages(stream) == (0..<100).map { "due\($0)" })
    }

    private func promote(limit: Int, rate: Int) async throws -> Int64? {
        try await run(Scripts.promote, [delayed, stream, stream + ":ramp"], ["\(limit)", "\(rate)"]).integer
    }

    @Test("a heartbeat renews what its sender owns and names what it does not")
    func heartbeat() async throws {
        try await fill(3, reading: 2)
        _ = try await fleet.send("XACK", stream, "w", "1-0")
        _ = try await fleet.send("XREADGROUP", "GROUP", "w", "other", "STREAMS", stream, ">")
        try await Task.sleep(for: .milliseconds(30))
        let lost = try await run(Scripts.heartbeat, [stream], ["w", "c", "1-0", "2-0", "3-0"])
        #expect(lost.array?.compactMap(\.text) == ["1-0", "3-0"])
        let entries = try await fleet.send("XPENDING", stream, "w", "-", "+", "10").array ?? []
        #expect(entries.map { $0.array?[1].text } == ["c", "other"])
        #expect((entries[0].array?[2].integer ?? 99) < (entries[1].array?[2].integer ?? 0))
        #expect(entries[0].array?[3].integer == 1)
        #expect(try await run(Scripts.heartbeat, ["no-stream"], ["w", "c", "9-0"]).array?.count == 1)
    }

    @Test("isolation takes the idle entries only, unchanged")
    func isolate() async throws {
        try await fill(3, reading: 2)
        #expect(try await run(Scripts.isolate, [stream, alone], ["w", "60000", "10"]).integer == 0)
        #expect(try await run(Scripts.isolate, [stream, alone], ["w", "0", "1"]).integer == 1)
        #expect(try await run(Scripts.isolate, [stream, alone], ["w", "0", "10"]).integer == 1)
        #expect(try await messages(alone) == ["m1", "m2"])
        #expect(try await pending(stream) == 0)
    }

    @Test("a duty's turn reaches every lane of its shard, also behind one whose stream is gone")
    func manyLanes() async throws {
        let other = "other"
        try await fill(2, reading: 2)
        _ = try await fleet.send("XGROUP", "CREATE", other, "w", "0", "MKSTREAM")
        _ = try await fleet.send("XADD", other, "7-0", "m", "m7")
        _ = try await fleet.send("XREADGROUP", "GROUP", "w", "c", "STREAMS", other, ">")
        let refused = try await fleet.redis.run([
            ScriptCall(Scripts.isolate, keys: ["gone", "gone:alone", stream, alone, other, alone], "w", "0", "2")
        ])[0]
        #expect(throws: RedisError.self, "the lane that is gone is told of") { try refused.checked() }
        #expect(try await messages(alone) == ["m1", "m2"], "the limit is of all lanes together")
        #expect(try await run(Scripts.isolate, [stream, alone, other, alone], ["w", "0", "2"]).integer == 1)
        let trimmed = try await run(Scripts.trim, ["gone", stream, other], ["w"]).array ?? []
        #expect(trimmed.dropFirst() == [.null, .null])
        #expect(try await messages(stream).isEmpty)
        #expect(try await messages(other).isEmpty)
        #expect(try await run(Scripts.deleteConsumer, ["gone", stream, other], ["w", "c"]).integer == 2)
        for key in [delayed, other + ":delayed"] { _ = try await fleet.send("ZADD", key, "1", "due") }
        let lanes = [delayed, stream, stream + ":ramp", other + ":delayed", other, other + ":ramp"]
        #expect(try await run(Scripts.promote, lanes, ["10", "10"]).integer == 2)
        let depths = try await run(
            Scripts.depth, [stream, alone, delayed, "p", "f", other, "o", other + ":delayed", "p", "f"], ["w"])
        #expect(depths.array?.map { $0.array?[0].integer } == [1, 1])
        let footprint = try await run(Scripts.footprint, [stream, other, "gone"], []).array?.map(\.integer) ?? []
        #expect(footprint.count == 3 && footprint[1] == 2)
    }

    @Test("a call that a stalled server runs too late judges nobody")
    func tooLate() async throws {
        try await fill(2, reading: 2)
        let now = try await run(Scripts.clock, [stream], []).integer ?? 0
        let (past, future) = (String(now - 1), String(now + 60_000))
        #expect(try await run(Scripts.isolate, [stream, alone], ["w", "0", "10", past]).integer == -1)
        #expect(try await run(Scripts.countDeaths, [stream], ["w", "0", "10", past]).integer == -1)
        #expect(try await pending(stream) == 2)
        #expect(try await run(Scripts.isolate, [stream, alone], ["w", "0", "10", future]).integer == 2)
    }

    @Test("a death alone and its owner are noted in the envelope and nowhere else")
    func countDeaths() async throws {
        try await makeGroups()
        var message = TestFleet.message("j", service: #"a"deaths":7b"#)
        message = Message(
            job: message.job, scan: "", tenant: #""deaths":1"#, service: message.service, source: "", sequence: 0,
            jobClass: .live, payload: Array(#"{"deaths":5}"#.utf8))
        _ = try await fleet.send("XADD", alone, "*", "m", String(decoding: message.encoded, as: UTF8.self))
        for deaths in 1...2 {
            _ = try await fleet.send("XREADGROUP", "GROUP", "w", "\(deaths).c", "STREAMS", alone, ">")
            #expect(try await run(Scripts.countDeaths, [alone], ["w", "0", "10"]).integer == 1)
            message.deaths = deaths
            message.lastOwner = "\(deaths).c"
            let found = try #require(try await messages(alone).last)
            // The time of the first death, which stays.
            if deaths == 1 { message.failedAt = try Message(decoding: Array(found.utf8)).failedAt }
            #expect(message.failedAt > 1_600_000_000_000)
            #expect(found == String(decoding: message.encoded, as: UTF8.self))
        }
        #expect(try await pending(alone) == 0)
    }

    @Test("trimming keeps what is pending or unread, and lag stays exact")
    func trim() async throws {
        try await fill(5, reading: 3)
        _ = try await fleet.send("XACK", stream, "w", "2-0", "3-0")
        #expect(try await run(Scripts.trim, [stream], ["w"]).array?.first?.text == "1-0")
        #expect(try await messages(stream).count == 5)
        #expect(try await lag() == 2)
        _ = try await fleet.send("XACK", stream, "w", "1-0")
        #expect(try await run(Scripts.trim, [stream], ["w"]).array?.first?.text == "4-0")
        #expect(try await messages(stream) == ["m4", "m5"])
        #expect(try await lag() == 2)
        _ = try await fleet.send("XREADGROUP", "GROUP", "w", "c", "STREAMS", stream, ">")
        _ = try await fleet.send("XACK", stream, "w", "4-0", "5-0")
        #expect(try await run(Scripts.trim, [stream], ["w"]).array == [.null])
        #expect(try await messages(stream).isEmpty)
        _ = try await fleet.send("XADD", stream, "*", "m", "next")
        #expect(try await lag() == 1)
        #expect(try await run(Scripts.trim, [stream], ["w"]).array?.first?.text != nil)
        #expect(try await messages(stream) == ["next"])
    }

    private func lag() async throws -> Int64? {
        let fields = try await fleet.send("XINFO", "GROUPS", stream).array?[0].array ?? []
        let index = try #require(fields.firstIndex { $0.text == "lag" })
        return fields[index + 1].integer
    }

    @Test("a consumer goes only when it owns nothing; the idle ones without entries are reaped")
    func consumers() async throws {
        try await fill(2, reading: 1, "busy")
        _ = try await fleet.send("XGROUP", "CREATECONSUMER", stream, "w", "idle")
        #expect(try await run(Scripts.deleteConsumer, [stream], ["w", "busy"]).integer == 0)
        #expect(try await run(Scripts.reapConsumers, [stream], ["w", "60000"]).integer == 0)
        #expect(try await run(Scripts.reapConsumers, [stream], ["w", "0"]).integer == 1)
        _ = try await fleet.send("XACK", stream, "w", "1-0")
        #expect(try await run(Scripts.deleteConsumer, [stream], ["w", "busy"]).integer == 1)
        #expect(try await run(Scripts.deleteConsumer, ["no-stream"], ["w", "busy"]).integer == 0)
    }

    /// Redis 7.0 counts a consumer's idle time from its last entry, not from its last question for one.
    @Test("a living consumer that is taken for dead, because nothing came for it, is there again with its next entry")
    func reapedAlive() async throws {
        try await fill(1, reading: 1, "quiet")
        _ = try await fleet.send("XACK", stream, "w", "1-0")
        let reader = RedisConnection(fleet.endpoint, name: "quiet")
        let command = RedisCommand("XREADGROUP", "GROUP", "w", "quiet", "BLOCK", "20000", "STREAMS", stream, ">")
        async let reply = reader.send(command, blockingFor: .seconds(20))
        try await fleet.until { try await fleet.send("INFO", "clients").text?.contains("blocked_clients:1") == true }
        #expect(try await run(Scripts.reapConsumers, [stream], ["w", "0"]).integer == 1)
        _ = try await fleet.send("XADD", stream, "9-0", "m", "m9")
        let entries = StreamEntry.byStream(try await reply)
        #expect(entries.first?.entries.map(\.id) == ["9-0"])
        #expect(try await run(Scripts.heartbeat, [stream], ["w", "quiet", "9-0"]).array?.isEmpty == true)
        await reader.close()
    }
}
