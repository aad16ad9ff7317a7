import Fleet
import Redis
import TestSupport
import Testing

@Suite(
    "A stage's runner", .enabled(if: TestServices.redisURL != nil, Comment(rawValue: TestServices.hint)),
    .timeLimit(.minutes(1)))
struct StageRunnerTests {
    let fleet: TestFleet

    init() throws { fleet = try TestFleet() }

    @Test("every job is handed on exactly once, with this stage's step in its timeline")
    func handsOn() async throws {
        let seen = Seen()
        try await fleet.enqueue(0..<1_000)
        try await fleet.withRunner(effects: seen.effects { .handOff([Handoff(stage: .enrich, message: $0.message)]) }) {
            [fleet] _ in try await fleet.until { try await fleet.depth(.enrich).waiting == 1_000 }
        }
        #expect(seen.counts.count == 1_000)
        #expect(seen.total == 1_000)
        let reply = try await fleet.send("XRANGE", TestFleet.name(.enrich).stream, "-", "+", "COUNT", "1")
        let bytes = try #require(reply.array?.first?.array?[1].array?[1].bytes)
        let step = try #require(try Message(decoding: bytes).timeline.first)
        #expect(step.stage == "normalize")
        #expect(step.delivery == 1)
    }

    @Test("a finished job leaves no key, no pending entry and no consumer behind")
    func leavesNothing() async throws {
        try await fleet.enqueue(0..<10)
        #expect(try await fleet.client.absentJobs([JobReference(job: "3", tenant: "default", service: "shop")]).isEmpty)
        try await fleet.withRunner(effects: Seen().effects { _ in .finished }) { [fleet] _ in
            try await fleet.until { try await fleet.depth().demand == 0 }
        }
        #expect(try await fleet.send("EXISTS", Keys.job(shard: 0, job: "3")).integer == 0)
        let depth = try await fleet.depth()
        #expect(depth.inFlight == 0)
        #expect(depth.finishedTotal == 10)
        for stream in [TestFleet.name().stream, TestFleet.name().alone, TestFleet.name(.normalize, .bulk).stream] {
            #expect(try await fleet.send("XINFO", "CONSUMERS", stream, Keys.group).array?.isEmpty == true)
        }
    }

    @Test("a message with another job's name ends its own job and is enqueued under its own key, once")
    func fansOut() async throws {
        _ = try await fleet.client.enqueue([Handoff(stage: .enrich, message: TestFleet.message("run.1-2", .bulk))])
        _ = try await fleet.client.enqueue([Handoff(stage: .score, message: TestFleet.message("run.2", .bulk))])
        let effects = Seen().effects { _ in
            .handOff(["run.1", "run.2"].map { Handoff(stage: .score, message: TestFleet.message($0, .bulk)) })
        }
        try await fleet.withRunner(.enrich, effects: effects) { [fleet] _ in
            try await fleet.until { try await fleet.depth(.enrich, .bulk).demand == 0 }
        }
        #expect(try await fleet.depth(.score, .bulk).waiting == 2)
        let jobs = ["run.1-2", "run.1", "run.2"].map { JobReference(job: $0, tenant: "default", service: "shop") }
        #expect(try await fleet.client.absentJobs(jobs).map(\.job) == ["run.1-2"])
    }

    @Test("a job that fails runs again later, and its neighbours once")
    func retries() async throws {
        let seen = Seen()
        try await fleet.enqueue(0..<20)
        let effects = seen.effects { delivery in
            delivery.message.job == "7" && delivery.message.attempt < 2 ? .retry(reason: "not yet") : .finished
        }
        try await fleet.withRunner(effects: effects) { [fleet] _ in
            try await fleet.until { try await fleet.depth().demand == 0 }
        }
        #expect(seen.counts["7"] == 3)
        #expect(seen.total == 22)
        #expect(seen.dead.isEmpty)
        let depth = try await fleet.depth()
        #expect(depth.retriedTotal == 2)
        #expect(depth.deadTotal == 0)
    }

    @Test("a run that throws for one job buries that job and no neighbour")
    func throwing() async throws {
        struct Bad: Error {}
        let seen = Seen()
        try await fleet.enqueue(0..<20)
        let effects = seen.effects { delivery in
            if delivery.message.job == "7" { throw Bad() }
            return .finished
        }
        try await fleet.withRunner(effects: effects) { [fleet] _ in
            try await fleet.until { try await fleet.depth().demand == 0 }
        }
        #expect(seen.dead.map(\.message.job) == ["7"])
        #expect(seen.dead.first?.code == "attempts-exhausted")
        #expect(seen.dead.first?.message.attempt == 5)
        #expect((seen.dead.first?.message.failedAt ?? 0) > 1_600_000_000_000)
        let depth = try await fleet.depth()
        #expect(depth.retriedTotal >= 4, "its neighbours were put off with it, once each")
        #expect(depth.deadTotal == 1)
        #expect(try await fleet.send("EXISTS", Keys.job(shard: 0, job: "7")).integer == 0)
    }

    @Test("an error that can never pass buries its job at once, and keeps its neighbours from nothing")
    func neverRetries() async throws {
        struct Damaged: Error {}
        let seen = Seen()
        try await fleet.enqueue(0..<20)
        let noted = seen.effects { delivery in
            if delivery.message.job == "7" { throw Damaged() }
            return .finished
        }
        let effects = StageEffects(
            run: noted.run, bury: noted.bury,
            rejection: { $0 is Damaged ? Rejection(code: "damaged", reason: "it is damaged") : nil })
        try await fleet.withRunner(effects: effects) { [fleet] _ in
            try await fleet.until { try await fleet.depth().demand == 0 }
        }
        #expect(seen.dead.map(\.message.job) == ["7"])
        #expect(seen.dead.first?.code == "damaged")
        #expect(seen.dead.first?.message.attempt == 0)
        // Once with its neighbours and once by itself.
        #expect((seen.counts["7"] ?? 0) <= 2)
    }

    @Test("a job that the stage gives back comes again, uncounted")
    func givesBack() async throws {
        let seen = Seen()
        try await fleet.enqueue(0..<3)
        let effects = seen.effects { delivery in
            #expect(delivery.message.attempt == 0)
            return seen.total < 20 ? .giveBack(reason: "the epoch is not there yet") : .finished
        }
        try await fleet.withRunner(effects: effects) { [fleet] _ in
            try await fleet.until { try await fleet.depth().demand == 0 }
        }
        #expect(seen.total >= 20)
        #expect(seen.dead.isEmpty)
    }

    @Test("an outage counts against no job")
    func outage() async throws {
        struct Down: Error {}
        let seen = Seen()
        try await fleet.enqueue(0..<5)
        let noted = seen.effects { _ in
            if seen.total < 60 { throw Down() }
            return .finished
        }
        let effects = StageEffects(run: noted.run, bury: noted.bury, isOutage: { $0 is Down })
        try await fleet.withRunner(effects: effects) { [fleet] _ in
            try await fleet.until { try await fleet.depth().demand == 0 }
        }
        #expect(seen.total >= 60)
        #expect(seen.dead.isEmpty)
    }

    @Test("a rejected job is buried before it is acknowledged, and stays while that fails")
    func buriesFirst() async throws {
        struct NoDatabase: Error {}
        let seen = Seen()
        try await fleet.enqueue(0..<1)
        let failures = Seen()
        let effects = StageEffects(
            run: { deliveries, _ in deliveries.map { _ in .reject(Rejection(code: "bad", reason: "it is bad")) } },
            bury: { letters in
                failures.bury(letters)
                if failures.dead.count < 3 { throw NoDatabase() }
                seen.bury(letters)
            })
        try await fleet.withRunner(effects: effects) { [fleet] _ in
            try await fleet.until { try await fleet.depth().demand == 0 }
        }
        #expect(failures.dead.count == 3)
        #expect(seen.dead.map(\.code) == ["bad"])
    }

    @Test("a letter that the store refuses keeps no other from being written")
    func refusedLetter() async throws {
        struct Refused: Error {}
        let seen = Seen()
        try await fleet.enqueue(0..<20)
        let effects = StageEffects(
            run: { deliveries, _ in deliveries.map { _ in .reject(Rejection(code: "bad", reason: "it is bad")) } },
            bury: { letters in
                if letters.contains(where: { $0.message.job == "7" }), seen.dead.count < 19 { throw Refused() }
                seen.bury(letters)
            })
        try await fleet.withRunner(effects: effects) { [fleet] _ in
            try await fleet.until { try await fleet.depth().demand == 0 }
        }
        #expect(Set(seen.dead.map(\.message.job)).count == 20)
        #expect(seen.dead.count == 20)
    }

    @Test("bytes that are no message are buried with what can be known of them")
    func unreadable() async throws {
        let seen = Seen()
        _ = try await fleet.send("XADD", TestFleet.name().stream, "*", "m", #"{"job":"j1","scan":"s1","v":1}"#)
        _ = try await fleet.send("XADD", TestFleet.name().stream, "*", "m", "rubbish")
        try await fleet.withRunner(effects: seen.effects { _ in .finished }) { [fleet] _ in
            try await fleet.until { seen.dead.count == 2 }
            try await fleet.until { try await fleet.depth().demand == 0 }
        }
        #expect(seen.dead.allSatisfy { $0.code == "unreadable-message" })
        #expect(seen.dead.contains { $0.message.scan == "s1" && $0.message.job == "j1" })
    }

    @Test("two classes share a runner: neither waits for the other's backlog")
    func classes() async throws {
        let seen = Seen()
        try await fleet.enqueue(0..<300, .bulk)
        try await fleet.enqueue(1_000..<1_300, .live)
        try await fleet.withRunner(effects: seen.effects { _ in .finished }) { [fleet] _ in
            try await fleet.until { try await fleet.depth().demand == 0 }
            try await fleet.until { try await fleet.depth(.normalize, .bulk).demand == 0 }
        }
        #expect(seen.total == 600)
        #expect(seen.biggestBatch > 1)
    }

    @Test("a held lane is not read until it is released")
    func paused() async throws {
        let seen = Seen()
        try await fleet.client.pause(.normalize, .bulk, Pause(at: 0, by: "", reason: ""))
        try await fleet.withRunner(effects: seen.effects { _ in .finished }) { [fleet] runner in
            try await fleet.until { runner.health.isReady }
            try await Task.sleep(for: .milliseconds(1_300))  // Until the runner has looked which lanes are held.
            try await fleet.enqueue(0..<5, .bulk)
            try await fleet.enqueue(10..<15, .live)
            try await fleet.until { try await fleet.depth().demand == 0 }
            #expect(try await fleet.depth(.normalize, .bulk).waiting == 5)
            #expect(try await fleet.depth(.normalize, .bulk).isPaused)
            try await fleet.client.resume(.normalize, .bulk)
            try await fleet.until { try await fleet.depth(.normalize, .bulk).demand == 0 }
        }
        #expect(seen.total == 10)
    }
}
