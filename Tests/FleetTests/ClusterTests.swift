import Fleet
import Logging
import Redis
import ServiceLifecycle
import TestSupport
import Testing

@Suite("A stage on a Redis Cluster", .serialized, .timeLimit(.minutes(3)))
struct ClusterTests {
    @Test("jobs of every shard are enqueued, run once, settled and announced, and a drain leaves nothing behind")
    func wholeWay() async throws {
        let cluster = try PrivateCluster()
        let endpoint = try RedisEndpoint(cluster.url)
        var settings = FleetSettings()
        settings.map = ShardMap(shards: 6, lanes: 2)
        let client = FleetClient(endpoint: endpoint, map: settings.map, name: "test")
        let done = DoneReader(endpoint: endpoint, map: settings.map)
        _ = try await done.next(blockingFor: .milliseconds(1))
        let jobs = (0..<300).map { number in
            Handoff(stage: .score, message: TestFleet.message("\(number)", service: "service-\(number % 40)"))
        }
        #expect(try await client.enqueue(jobs).allSatisfy { $0 })
        #expect(try await client.queuedJobs().count == 300)
        let seen = Seen()
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let runner = StageRunner(
            stage: .score, endpoint: endpoint, settings: settings, effects: seen.effects { _ in .finished },
            logger: logger)
        try await withThrowingTaskGroup(of: Void.self) { group in
            let services = ServiceGroup(services: [runner], logger: logger)
            group.addTask { try await services.run() }
            while seen.total < 300 { try await Task.sleep(for: .milliseconds(10)) }
            // What comes later reaches a reader that waits, in whichever shard it is.
            _ = try await client.enqueue(
                (300..<340).map { number in
                    Handoff(stage: .score, message: TestFleet.message("\(number)", service: "service-\(number)"))
                })
            while seen.total < 340 { try await Task.sleep(for: .milliseconds(10)) }
            await services.triggerGracefulShutdown()
            try await group.waitForAll()
        }
        #expect(seen.counts.allSatisfy { $0.value == 1 })
        #expect(try await client.depths().allSatisfy { $0.demand == 0 })
        #expect(try await client.queuedJobs().isEmpty)
        try await client.announce(
            jobs.map { DoneHint(scan: $0.message.scan, tenant: "default", service: $0.message.service) })
        var scans: Set<String> = []
        while scans.count < 300 { scans.formUnion(try await done.next(blockingFor: .seconds(1))) }
        await done.close()
    }

    @Test("a dead worker's jobs are taken over in the other shards while a node and its replica are down")
    func deadNode() async throws {
        let cluster = try PrivateCluster()
        for port in cluster.ports { _ = try cluster.ask(port, "CONFIG", "SET", "cluster-require-full-coverage", "no") }
        let endpoint = try RedisEndpoint(cluster.url)
        var settings = FleetSettings()
        settings.lease = .milliseconds(1_200)
        settings.map = ShardMap(shards: 6)
        let redis = RedisConnection(endpoint, name: "test-behind")
        let streams = (0..<settings.map.shards).map {
            StreamNames(shard: $0, stage: .score, jobClass: .live, lane: 0).stream
        }
        for (shard, stream) in streams.enumerated() {
            let message = String(decoding: TestFleet.message("\(shard)").encoded, as: UTF8.self)
            _ = try await redis.send(RedisCommand("XADD", stream, "*", "m", message))
            _ = try await redis.send(RedisCommand("XGROUP", "CREATE", stream, Keys.group, "0"))
            _ = try await redis.send(
                RedisCommand("XREADGROUP", "GROUP", Keys.group, "dead", "COUNT", "1", "STREAMS", stream, ">"))
        }
        let owners = try streams.map { stream in
            let slot = Int(try cluster.ask(cluster.ports[0], "CLUSTER", "KEYSLOT", stream)) ?? 0
            return try cluster.owner(of: slot, asking: cluster.ports[0])
        }
        let victim = owners[0]
        let replicas = try cluster.ports.filter {
            try cluster.ask($0, "INFO", "replication").split(whereSeparator: \.isNewline)
                .contains { $0 == "master_port:\(victim)" }
        }
        for port in replicas + [victim] { cluster.kill(port) }
        let expected = Set(streams.indices.filter { owners[$0] != victim }.map(String.init))
        #expect(!replicas.isEmpty && !expected.isEmpty)
        let seen = Seen()
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let runner = StageRunner(
            stage: .score, endpoint: endpoint, settings: settings, effects: seen.effects { _ in .finished },
            logger: logger)
        try await withThrowingTaskGroup(of: Void.self) { group in
            let services = ServiceGroup(services: [runner], logger: logger)
            group.addTask { try await services.run() }
            while Set(seen.counts.keys) != expected { try await Task.sleep(for: .milliseconds(10)) }
            await services.triggerGracefulShutdown()
            try await group.waitForAll()
        }
        #expect(seen.dead.isEmpty)
    }

    @Test("the life of each shard is confirmed by its own node, and a replica that takes over begins another")
    func lives() async throws {
        let cluster = try PrivateCluster()
        let map = ShardMap(shards: 6)
        let client = FleetClient(endpoint: try RedisEndpoint(cluster.url), map: map, name: "test")
        #expect(try await client.lives().allSatisfy { !$0.isConfirmed })
        try await client.confirm(try await client.lives())
        #expect(try await client.lives().allSatisfy(\.isConfirmed))
        let slots = try (0..<map.shards).map { shard in
            Int(try cluster.ask(cluster.ports[0], "CLUSTER", "KEYSLOT", Keys.life(shard: shard))) ?? 0
        }
        let owners = try slots.map { try cluster.owner(of: $0, asking: cluster.ports[0]) }
        let victim = owners[0]
        cluster.kill(victim)
        var lives: [ShardLife] = []
        while lives.isEmpty {
            lives = (try? await client.lives()) ?? []
            try await Task.sleep(for: .milliseconds(50))
        }
        for life in lives { #expect(life.isConfirmed == (owners[life.shard] != victim)) }
    }
}
