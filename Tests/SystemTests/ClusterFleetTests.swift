import Foundation
import Postgres
import TestSupport
import Testing

@Suite(
    "A fleet on a Redis Cluster", .serialized,
    .enabled(if: TestServices.postgresURL != nil, Comment(rawValue: TestServices.hint)))
struct ClusterFleetTests {
    private static let shards = 6

    @Test("300 scans give 300 decisions while a slot moves to another node and a master is killed")
    func movesAndDies() async throws {
        let cluster = try PrivateCluster()
        let fleet = try await RunningFleet(settings: [
            "FIXOPS_REDIS_URL": cluster.url, "FIXOPS_SHARDS": "\(Self.shards)", "FIXOPS_LEASE": "2",
        ])
        defer { fleet.stop() }
        async let posting = fleet.post(300)
        let isUnderWay = try await fleet.eventually(within: .seconds(60)) {
            try await fleet.count("SELECT count(*) FROM scan") >= 50
        }
        #expect(isUnderWay)
        let slots = try (0..<Self.shards).map { shard in
            Int(try cluster.ask(cluster.ports[0], "CLUSTER", "KEYSLOT", "fx:{s\(shard)}:x")) ?? 0
        }
        let owners = try slots.map { try cluster.owner(of: $0, asking: cluster.ports[0]) }
        let other = try #require(Set(owners).first { $0 != owners[0] })
        try cluster.move(slots[0], from: owners[0], to: other)
        cluster.kill(other)
        #expect(try await posting == [202: 300])
        let areDecided = try await fleet.eventually(within: .seconds(120)) {
            try await fleet.count("SELECT count(*) FROM decision") >= 300
        }
        #expect(areDecided, "\(fleet.logs)")
        try await fleet.expectOneDecisionEach(300)
        // The heir serves what its master did, and the fleet found it.
        let alive = try #require(cluster.ports.first { $0 != other })
        let heir = try cluster.owner(of: slots[0], asking: alive)
        #expect(heir != other && heir != owners[0])
    }

    @Test("a process that was told another number of shards than the fleet's does not start")
    func otherCount() async throws {
        let database = try await TestDatabase()
        let settings = ["FIXOPS_POSTGRES_URL": database.url, "FIXOPS_REDIS_URL": "redis://127.0.0.1:1"]
        func set(_ count: String) async throws -> ProgramRun.Ending {
            try await ProgramRun.run("fixops", ["shards", "set", count], environment: settings)
        }
        #expect(try await set("2").status == 0)
        let off = ["FIXOPS_HEALTH_LISTEN": "off", "FIXOPS_LISTEN": "127.0.0.1:\(FreePort.next())"]
        for program in ["scorer", "feed-scheduler", "ingest-gateway"] {
            let ending = try await ProgramRun.run(
                program, environment: settings.merging(off) { $1 }.merging(["FIXOPS_SHARDS": "3"]) { $1 })
            #expect(ending.status == 64, "\(program)")
            #expect(ending.stderr.contains("the fleet has 2: start it with FIXOPS_SHARDS=2"), "\(ending.stderr)")
        }
        let pool = try database.pool()
        try await pool.session { session in
            try session.script("INSERT INTO rescore_run (tenant, cause, epoch, items) VALUES ('default', 'feed', 1, 1)")
        }
        let refusal = try await set("4")
        #expect(refusal.status == 69)
        #expect(refusal.stderr.contains("0 scans and 1 re-score runs are unfinished"))
        await database.drop()
    }
}
