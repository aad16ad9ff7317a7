import Fleet
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

    @Test(
        "while a master is away and has no heir yet, the other shards go on deciding; afterwards everything is decided",
        arguments: Absence.allCases)
    func oneMasterAway(_ absence: Absence) async throws {
        let cluster = try PrivateCluster()
        try cluster.configure("cluster-require-full-coverage", "no")
        try cluster.configure("cluster-replica-no-failover", "yes")
        let fleet = try await RunningFleet(settings: [
            "FIXOPS_REDIS_URL": cluster.url, "FIXOPS_SHARDS": "\(Self.shards)", "FIXOPS_LEASE": "2",
        ])
        defer { fleet.stop() }
        #expect(try await fleet.post(40) == [202: 40])
        let owners = try cluster.owners(ofShards: Self.shards)
        let victim = owners[0]
        switch absence {
        case .dead: cluster.kill(victim)
        case .hung: cluster.suspend(victim)
        }
        #expect(try await fleet.post(100, from: 40) == [202: 100])
        let map = ShardMap(shards: Self.shards)
        let others = (0..<140).count { owners[map.shard(tenant: "default", service: "shop-\($0 % 20)")] != victim }
        let reached = Set(0..<20).filter { owners[map.shard(tenant: "default", service: "shop-\($0)")] != victim }
        #expect(!reached.isEmpty && reached.count < 20)
        let services = reached.map { "shop-\($0)" }.joined(separator: ",")
        let areDecided = try await fleet.eventually(within: .seconds(120)) {
            try await fleet.count(
                """
                SELECT count(*) FROM scan
                WHERE status = 'decided' AND service = ANY (string_to_array(\(services), ','))
                """) == Int64(others)
        }
        #expect(areDecided, "\(fleet.logs)")
        #expect(try await HTTPAnswer.get("\(fleet.gateway)/api/v1/queues").status == 200)
        #expect(try await fleet.count("SELECT count(*) FROM scan WHERE status = 'queued'") > 0)
        try cluster.configure("cluster-replica-no-failover", "no", besides: victim)
        let isAllDecided = try await fleet.eventually(within: .seconds(120)) {
            try await fleet.count("SELECT count(*) FROM decision") >= 140
        }
        #expect(isAllDecided, "\(fleet.logs)")
        try await fleet.expectOneDecisionEach(140)
    }

    enum Absence: CaseIterable {
        case dead, hung
    }

    @Test(
        "a process that was told another number of lanes than the fleet's does not start, until it is the fleet's too")
    func otherLanes() async throws {
        let database = try await TestDatabase()
        let settings = [
            "FIXOPS_POSTGRES_URL": database.url, "FIXOPS_REDIS_URL": "redis://127.0.0.1:1", "FIXOPS_LANES": "3",
        ]
        func layout(_ words: String...) async throws -> ProgramRun.Ending {
            try await ProgramRun.run("fixops", ["layout"] + words, environment: settings)
        }
        #expect(try await layout("set").status == 64)
        #expect(try await layout("set", "--lanes", "101").status == 64)
        #expect(try await layout("set", "--lanes", "4").stderr.contains("give --shards too"))
        #expect(try await layout("set", "--shards", "1", "--lanes", "4").status == 0)
        let off = ["FIXOPS_HEALTH_LISTEN": "off", "FIXOPS_LISTEN": "127.0.0.1:\(FreePort.next())"]
        for program in ["scorer", "feed-scheduler", "ingest-gateway"] {
            let ending = try await ProgramRun.run(program, environment: settings.merging(off) { $1 })
            #expect(ending.status == 64, "\(program)")
            #expect(ending.stderr.contains("the fleet has 4: start it with FIXOPS_LANES=4"), "\(ending.stderr)")
        }
        let shown = try await layout("show", "--json")
        #expect(shown.stdout.contains(#"{"lanes":4,"shards":1}"#), "\(shown.stdout)")
        await database.drop()
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
