import Foundation
import JSON
import NIOHTTP1
import TestSupport
import Testing

/// What operators do, on a fleet of real processes.
@Suite(
    "Operators on a running fleet",
    .enabled(if: TestServices.redisURL != nil && TestServices.postgresURL != nil, Comment(rawValue: TestServices.hint)))
struct CommandLineQueueTests {
    private static let report = ProjectFiles.root.appending(path: "examples/reports/shop.sarif")

    private func run(_ fleet: RunningFleet, _ arguments: [String]) async throws -> ProgramRun.Ending {
        try await ProgramRun.run("fixops", arguments, environment: ["FIXOPS_URL": fleet.gateway])
    }

    /// The lines of a command's JSON.
    private func lines(_ fleet: RunningFleet, _ arguments: [String]) async throws -> [JSONValue] {
        let ending = try await run(fleet, arguments + ["--json"])
        return try ending.stdout.split(separator: "\n").map { try JSONValue(parsing: Array($0.utf8)) }
    }

    private func post(_ body: [UInt8], to fleet: RunningFleet, wait: Int) async throws -> JSONValue {
        let answer = try await HTTPAnswer.post("\(fleet.gateway)/api/v1/scans?service=shop&wait=\(wait)", body)
        return try JSONValue(parsing: answer.body)
    }

    @Test("A report that failed is listed, shown, redriven, discarded, and refused once a newer one is decided")
    func deadLetters() async throws {
        let fleet = try await RunningFleet()
        defer { fleet.stop() }
        let scan = try #require(try await post(Array("{\"version\":".utf8), to: fleet, wait: 30)["scan"]?.string)
        let listed = try await lines(fleet, ["queue", "dead"])
        #expect(listed.map { $0["stage"]?.string } == ["normalize"])
        #expect(listed.first?["scan"]?.string == scan)
        let id = try #require(listed.first?["id"]?.integer)
        let failing = try await lines(fleet, ["queue"]).first { $0["stage"]?.string == "normalize" }
        #expect(failing?["dead_total"]?.integer == 1)
        #expect(failing?["retried_total"]?.integer == 0)
        let isTold = try await fleet.eventually(within: .seconds(10)) {
            try await lines(fleet, ["queue"]).contains { ($0["dead_per_minute"]?.double ?? 0) > 0.1 }
        }
        #expect(isTold)
        #expect(try await run(fleet, ["queue", "list"]).stdout.contains("DEAD/MIN"))
        let shown = try await run(fleet, ["queue", "dead", "show", "\(id)"])
        #expect(shown.stdout.contains("input sha256"))
        #expect(shown.stdout.contains("first failure"))
        #expect(try await run(fleet, ["service", "show", "shop"]).stdout.contains("the newest scan \(scan) failed"))
        #expect(try await run(fleet, ["service", "list"]).stdout.contains("1 source"))
        let filter = ["--where", "stage=normalize and service=shop and attempts<5"]
        let dry = try await lines(fleet, ["queue", "dead", "redrive", "--dry-run"] + filter)
        #expect(dry.first?["done"]?.integer == 1)
        let real = try await lines(fleet, ["queue", "dead", "redrive"] + filter)
        #expect(real.first?["done"]?.integer == dry.first?["done"]?.integer)
        let failedAgain = try await fleet.eventually(within: .seconds(30)) {
            try await lines(fleet, ["queue", "dead"]).first?["times"]?.integer == 2
        }
        #expect(failedAgain, "\(fleet.logs)")
        let timeline = try await run(fleet, ["scan", "show", scan]).stdout
        #expect(timeline.contains("dead letter \(id)"))
        #expect(timeline.contains("normalize failed"))
        #expect(try await run(fleet, ["queue", "dead", "discard", "\(id)"]).status == 64, "nobody can be asked")
        #expect(try await run(fleet, ["queue", "dead", "discard", "\(id)", "--yes"]).status == 0)
        #expect(try await run(fleet, ["queue", "dead", "discard", "\(id)", "--yes"]).status == 65)
        #expect(try await lines(fleet, ["queue", "dead"]).isEmpty)
        #expect(try await lines(fleet, ["queue", "dead", "--where", "state=discarded"]).count == 1)
        _ = try await post(Array(Data(contentsOf: Self.report)), to: fleet, wait: 30)
        let refused = try await run(fleet, ["queue", "dead", "redrive", "\(id)"])
        #expect(refused.status == 65)
        #expect(refused.stdout.contains("superseded"))
        #expect(!(try await run(fleet, ["service", "show", "shop"]).stdout.contains("failed at")))
    }

    @Test("A paused stage holds its work, drains, runs on when it is resumed, and the timeline tells the way")
    func pauses() async throws {
        let fleet = try await RunningFleet()
        defer { fleet.stop() }
        let paused = try await run(fleet, ["queue", "pause", "score", "--reason", "new rules"])
        #expect(paused.stdout.contains("resume score"))
        #expect(try await run(fleet, ["queue"]).stdout.contains("new rules"))
        let drained = try await run(fleet, ["queue", "drain", "score", "--class", "live"])
        #expect(drained.status == 0, "\(drained.stderr)")
        let scan = try #require(
            try await post(Array(Data(contentsOf: Self.report)), to: fleet, wait: 0)["scan"]?.string)
        let waits = try await fleet.eventually(within: .seconds(30)) {
            try await lines(fleet, ["queue"]).contains {
                $0["stage"]?.string == "score" && $0["waiting"]?.integer == 1 && $0["paused"]?.bool == true
            }
        }
        #expect(waits, "\(fleet.logs)")
        let scale = try await lines(fleet, ["queue", "scale", "--target", "10"])
        #expect(scale.map { $0["stage"]?.string } == ["normalize", "enrich", "score", "evidence"])
        #expect(scale.first?["workers"]?.integer == 1)
        #expect(scale.first { $0["stage"]?.string == "score" }?["explanation"]?.string?.contains("paused") == true)
        #expect(try await run(fleet, ["queue", "resume", "score"]).status == 0)
        #expect(try await run(fleet, ["wait", scan]).status == 2)
        let timeline = try await run(fleet, ["scan", scan]).stdout
        for step in ["accepted", "committed, queued", "normalize", "enrich", "score", "evidence", "decision: DEFER"] {
            #expect(timeline.contains(step), "\(timeline)")
        }
        let steps = try await lines(fleet, ["scan", "show", scan]).first?["timeline"]?.array ?? []
        #expect(steps.map { $0["stage"]?.string } == ["normalize", "enrich", "score", "evidence"])
        #expect(steps.prefix(3).allSatisfy { $0["digest"]?.string?.count == 16 })
        #expect((steps.dropFirst(2).first?["queue_ms"]?.integer ?? 0) > 0)
        #expect(try await lines(fleet, ["queue", "rescores"]).isEmpty)
    }

    @Test("While Redis is down each command says so and what to do, and goes on when it is back")
    func redisDown() async throws {
        let fleet = try await RunningFleet(workers: [])
        defer { fleet.stop() }
        fleet.redis.kill()
        for arguments in [["list"], ["watch"], ["pause", "score"], ["resume", "score"], ["drain", "score"]] {
            let ending = try await run(fleet, ["queue"] + arguments)
            #expect(ending.status == 69, "\(arguments)")
            #expect(ending.stdout.isEmpty)
            #expect(ending.stderr.contains("Redis cannot be reached"), "\(ending.stderr)")
            #expect(ending.stderr.contains("FIXOPS_REDIS_URL"))
        }
        let isScaleTold = try await fleet.eventually(within: .seconds(60)) {
            try await run(fleet, ["queue", "scale"]).stderr.contains("Redis cannot be reached")
        }
        #expect(isScaleTold, "old numbers are not told as those of now")
        #expect(try await run(fleet, ["queue", "dead"]).status == 0, "dead letters are in PostgreSQL")
        try fleet.redis.start()
        let isBack = try await fleet.eventually(within: .seconds(60)) { try await run(fleet, ["queue"]).status == 0 }
        #expect(isBack, "\(fleet.logs)")
    }

    @Test("What cannot be meant is refused over HTTP and on the command line, with what would be right")
    func mistakes() async throws {
        let fleet = try await RunningFleet(workers: [])
        defer { fleet.stop() }
        let filter = try await run(fleet, ["queue", "dead", "--where", "colour=red"])
        #expect(filter.status == 64)
        #expect(filter.stderr.contains("known: age"))
        let api = "\(fleet.gateway)/api/v1"
        let stage = try await HTTPAnswer.post("\(api)/queues/paint/pause", [])
        #expect(stage.status == 404)
        #expect(stage.text.contains("normalize"))
        let redrive = try await HTTPAnswer.post("\(api)/dead-letters/redrive", Array("{\"where\":\"age=1\"}".utf8))
        #expect(redrive.status == 400)
        #expect(redrive.json?["code"]?.string == "wrong-operator")
        #expect(redrive.json?["type"]?.string == "urn:fixops:problem:invalid-filter")
        #expect(try await HTTPAnswer.post("\(api)/dead-letters/discard", Array("{}".utf8)).status == 400)
        #expect(try await HTTPAnswer.post("\(api)/queues/score/pause", Array("{\"x\":1}".utf8)).status == 400)
        #expect(try await HTTPAnswer.get("\(api)/dead-letters/9").status == 404)
        #expect(try await HTTPAnswer.get("\(api)/dead-letters/redrive").status == 405)
        #expect(try await HTTPAnswer.get("\(api)/queues/scale?target=0").status == 400)
    }
}
