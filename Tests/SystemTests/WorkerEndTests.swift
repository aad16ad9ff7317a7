import Fleet
import Foundation
import Postgres
import Redis
import TestSupport
import Testing

/// A job that kills its worker: in company, then twice alone. Here the worker is killed while it waits for a lock.
@Suite(
    "A dead letter names the signal that ended its worker", .serialized,
    .enabled(if: TestServices.postgresURL != nil, Comment(rawValue: TestServices.hint)))
struct WorkerEndTests {
    private static let streams = StreamNames(shard: 0, stage: .evidence, jobClass: .live, lane: 0)

    @Test(
        "as the worker saw it, or that it saw none",
        arguments: [
            (SIGSEGV, "the worker was ended by SIGSEGV"), (SIGABRT, "the worker was ended by SIGABRT"),
            (SIGKILL, "no signal was seen"),
        ])
    func signal(number: Int32, says: String) async throws {
        // Swift's own backtrace takes many seconds in a debug build, and the worker lives on meanwhile.
        let fleet = try await RunningFleet(
            settings: ["FIXOPS_LANES": "1", "FIXOPS_LEASE": "1", "SWIFT_BACKTRACE": "enable=no"])
        defer { fleet.stop() }
        let owners = try await bury(by: number, fleet)
        let isTold = try await fleet.eventually(within: .seconds(60)) {
            try await fleet.count(
                "SELECT count(*) FROM dead_letter WHERE code = 'worker-died' AND position(\(says) in error) > 0") == 1
        }
        #expect(isTold, "\(fleet.logs)")
        let shown = try await ProgramRun.run("fixops", ["queue", "dead", "show", "1", "--url", fleet.gateway])
        #expect(shown.stdout.contains(says), "\(shown.stdout) \(shown.stderr)")
        #expect(owners.last.map(shown.stdout.contains) == true)
    }

    /// The names under which workers held the job when they were killed: once in company, twice alone.
    private func bury(by number: Int32, _ fleet: RunningFleet) async throws -> [String] {
        try await fleet.database.session { session in
            try session.script(
                """
                CREATE FUNCTION hang() RETURNS trigger LANGUAGE plpgsql
                    AS $$ BEGIN PERFORM pg_sleep(8); RETURN NEW; END $$;
                CREATE TRIGGER hang BEFORE INSERT ON decision FOR EACH ROW EXECUTE FUNCTION hang();
                """)
        }
        #expect(try await fleet.post(1) == [202: 1])
        let redis = RedisConnection(try RedisEndpoint(fleet.redis.url), name: "test")
        var owners: [String] = []
        for stream in [Self.streams.stream, Self.streams.alone, Self.streams.alone] {
            let isHeld = try await fleet.eventually(within: .seconds(30)) {
                guard let owner = try await Self.owner(in: stream, redis), !owners.contains(owner) else { return false }
                owners.append(owner)
                return true
            }
            try #require(isHeld, "nobody ran the job in \(stream)\n\(fleet.logs)")
            let parts = try #require(owners.last).split(separator: ".")
            kill(try #require(Int32(parts[parts.count - 2])), number)
        }
        return owners
    }

    private static func owner(in stream: String, _ redis: RedisConnection) async throws -> String? {
        let command = RedisCommand("XPENDING", stream, Keys.group, "-", "+", "1")
        return try await redis.pipeline([command])[0].array?.first?.array?[1].text
    }
}
