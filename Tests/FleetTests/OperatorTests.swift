import Redis
import TestSupport
import Testing

@testable import Fleet

@Suite("What operators ask of the fleet", .timeLimit(.minutes(2)))
struct OperatorTests {
    let fleet: TestFleet

    init() throws { fleet = try TestFleet(map: ShardMap(shards: 2, lanes: 2)) }

    @Test("a pause is told with who made it and why, for its stage and class alone, and ends with a resume")
    func pauses() async throws {
        let pause = Pause(at: 1_000, by: "ada \"the\" first", reason: "disk\nfull")
        try await fleet.client.pause(.score, .bulk, pause)
        let found = try await fleet.client.pauses()
        #expect(found.map(\.stage) == [.score])
        #expect(found.map(\.jobClass) == [.bulk])
        #expect(found.map(\.pause) == [pause])
        let paused = try await fleet.client.depths().filter(\.isPaused)
        #expect(paused.map(\.stage) == [.score])
        #expect(paused.map(\.jobClass) == [.bulk])
        try await fleet.client.resume(.score, .bulk)
        #expect(try await fleet.client.pauses().isEmpty)
    }

    @Test("a pause that somebody wrote by hand is a pause without a reason")
    func handMade() async throws {
        _ = try await fleet.send("SET", TestFleet.name(.enrich).paused, "1")
        #expect(try await fleet.client.pauses().map(\.pause) == [Pause(at: 0, by: "", reason: "")])
    }

    @Test("a worker counts while it runs, also when it has nothing to do or its stage is paused")
    func workers() async throws {
        let fleet = fleet
        try await fleet.client.pause(.enrich, .live, Pause(at: 0, by: "", reason: ""))
        try await fleet.withRunner(.enrich, effects: Seen().effects { _ in .finished }) { _ in
            try await fleet.until { try await fleet.client.workers()[.enrich] == 1 }
            #expect(try await fleet.client.workers()[.score] == 0)
        }
        try await fleet.until { try await fleet.client.workers()[.enrich] == 0 }
    }
}
