import Fleet
import Foundation
import JSON
import Redis
import TestSupport
import Testing

@Suite(
    "A flood is stopped at the door, and only the flood",
    .enabled(if: TestServices.postgresURL != nil, Comment(rawValue: TestServices.hint)))
struct GatewayBackpressureTests {
    @Test("A tenant that has used its part up is told when to come back; another tenant's report comes in")
    func share() async throws {
        try await RunningGateway.run(["FIXOPS_TOKEN": "operator", "FIXOPS_QUEUE_LIMIT": "20"]) {
            gateway async throws in
            let (flood, other) = try await tokens(gateway)
            var refused: HTTPAnswer?
            for number in 0..<30 where refused == nil {
                let answer = try await gateway.post("/api/v1/scans?service=s\(number)", headers: flood)
                if answer.status != 202 { refused = answer }
            }
            let answer = try #require(refused)
            #expect(answer.status == 429 && answer.isProblem("queue-full"), "\(answer.text)")
            #expect(answer.json?["reason"] == "share")
            #expect(answer.headers["retry-after"].flatMap { Int($0) } ?? 0 >= 1)
            // However many are refused: they are no load, so the others do not pay for them.
            let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                for number in 0..<60 {
                    group.addTask { try await gateway.post("/api/v1/scans?service=r\(number)", headers: flood).status }
                }
                return try await group.reduce(into: Set<Int>()) { $0.insert($1) }
            }
            #expect(statuses == [429])
            #expect(try await gateway.post("/api/v1/scans?service=shop", headers: other).status == 202)
        }
    }

    @Test("Once the rate is known, a tenant whose jobs would wait too long is refused by time; another one is not")
    func drainTime() async throws {
        let settings = ["FIXOPS_TOKEN": "operator", "FIXOPS_QUEUE_SECONDS": "2", "FIXOPS_QUEUE_LIMIT": "1000"]
        try await RunningGateway.run(settings) { gateway async throws in
            let (flood, other) = try await tokens(gateway)
            let redis = try #require(gateway.redis)
            let client = FleetClient(
                endpoint: try RedisEndpoint(redis.url), map: ShardMap(lanes: 16), name: "test-flood")
            // A backlog of the flooding tenant, and a last stage that ends about ten jobs a second.
            _ = try await client.enqueue((0..<200).map { Self.handoff("\($0)", .normalize) })
            let ending = Task {
                for number in 0... {
                    let name = StreamNames(shard: 0, stage: .evidence, jobClass: .live, lane: 0).stream
                    _ = try await Self.end(job: number, of: name, at: redis.url)
                    try await Task.sleep(for: .milliseconds(100))
                }
            }
            defer { ending.cancel() }
            var answer: HTTPAnswer?
            #expect(
                try await gateway.eventually {
                    answer = try await gateway.post("/api/v1/scans?service=shop", headers: flood)
                    return answer?.status == 429
                })
            #expect(answer?.json?["reason"] == "drain-time", "\(answer?.text ?? "")")
            let seconds = answer?.headers["retry-after"].flatMap { Int($0) } ?? 0
            #expect((1...360).contains(seconds))
            #expect(try await gateway.post("/api/v1/scans?service=shop", headers: other).status == 202)
            #expect(try await gateway.get("/metrics", headers: bearer("operator")).text.contains("outcome=\"slow\""))
            await client.close()
        }
    }

    private static func handoff(_ job: String, _ stage: StageName) -> Handoff {
        Handoff(
            stage: stage,
            message: Message(
                job: job, scan: job, tenant: "flood", service: "s", source: "ci", sequence: 1, jobClass: .live,
                payload: Array("{}".utf8)))
    }

    /// One entry through the last stage's stream, as a worker would take it.
    private static func end(job: Int, of stream: String, at url: String) async throws {
        let redis = RedisConnection(try RedisEndpoint(url), name: "test-end")
        if job == 0 { _ = try await redis.send(RedisCommand("XGROUP", "CREATE", stream, "w", "0", "MKSTREAM")) }
        _ = try await redis.pipeline([
            RedisCommand("XADD", stream, "\(job + 1)-0", "m", "{}"),
            RedisCommand("XREADGROUP", "GROUP", "w", "test", "COUNT", "1", "STREAMS", stream, ">"),
            RedisCommand("XACK", stream, "w", "\(job + 1)-0"),
        ])
        await redis.close()
    }

    private func bearer(_ token: String) -> [String: String] { ["authorization": "Bearer \(token)"] }

    /// Two tenants that share no lane.
    private func tokens(_ gateway: RunningGateway) async throws -> ([String: String], [String: String]) {
        let map = ShardMap(lanes: 16)
        let taken = map.lanes(tenant: "flood")
        let other = (0...).lazy.map { "tenant-\($0)" }.first { name in
            Set([map.lanes(tenant: name).0, map.lanes(tenant: name).1]).isDisjoint(with: [taken.0, taken.1])
        }
        var headers: [[String: String]] = []
        for tenant in ["flood", try #require(other)] {
            let ending = try await ProgramRun.run(
                "fixops", ["token", "create", "--tenant", tenant, "--name", "t"],
                environment: ["FIXOPS_POSTGRES_URL": gateway.database.url])
            headers.append(bearer(ending.stdout.trimmingCharacters(in: .whitespacesAndNewlines)))
        }
        return (headers[0], headers[1])
    }
}
