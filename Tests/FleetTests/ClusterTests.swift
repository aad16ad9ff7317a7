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
        let jobs = (0..<300).map { number in
            Handoff(stage: .score, message: TestFleet.message("\(number)", service: "service-\(number % 40)"))
        }
        #expect(try await client.enqueue(jobs).allSatisfy { $0 })
        #expect(try await client.queuedJobs().jobs.count == 300)
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
        #expect(try await client.queuedJobs().jobs.isEmpty)
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

    @Test(
        "of a shard whose node is away a client says so, and does and sees everything else in the others",
        arguments: [false, true])
    func clientWithoutNode(hangs: Bool) async throws {
        let cluster = try PrivateCluster()
        try cluster.configure("cluster-require-full-coverage", "no")
        try cluster.configure("cluster-replica-no-failover", "yes")
        let endpoint = try RedisEndpoint(cluster.url)
        let map = ShardMap(shards: 6)
        let client = FleetClient(endpoint: endpoint, map: map, name: "test", timeout: .seconds(1))
        let done = DoneReader(endpoint: endpoint, map: map)
        let services = (0..<map.shards).map { shard in
            (0...).lazy.map { "service-\($0)" }.first { map.shard(tenant: "default", service: $0) == shard } ?? ""
        }
        func handoffs(_ prefix: String) -> [Handoff] {
            services.map { Handoff(stage: .score, message: TestFleet.message("\(prefix)-\($0)", service: $0)) }
        }
        #expect(try await client.enqueueAsNewest(handoffs("early")).allSatisfy { $0 == .added })
        #expect(try await client.depths().reduce(0) { $0 + $1.waiting } == 6)
        let owners = try cluster.owners(ofShards: map.shards)
        if hangs { cluster.suspend(owners[0]) } else { cluster.kill(owners[0]) }
        let isAway = owners.map { $0 == owners[0] }
        let late = handoffs("late")
        let answers = try await client.enqueueAsNewest(late)
        #expect(answers == isAway.map { $0 ? .unreached : .added })
        // What cannot be seen is as it was.
        #expect(try await client.depths().reduce(0) { $0 + $1.waiting } == Int64(12 - isAway.count { $0 }))
        #expect(try await client.lives().map(\.shard) == isAway.indices.filter { !isAway[$0] })
        #expect(try await client.queuedJobs().unseenShards == Set(isAway.indices.filter { isAway[$0] }))
        let references = late.map { JobReference(job: $0.message.job, tenant: "default", service: $0.message.service) }
        #expect(try await client.absentJobs(references).isEmpty, "of what is not seen nothing is taken for lost")
        #expect(try await client.admit(references, limit: 100).map { $0 == nil } == isAway)
        await #expect(throws: UnreachedShards.self) {
            try await client.announce(
                services.map { DoneHint(scan: $0, tenant: "default", service: $0) })
        }
        var scans: Set<String> = []
        while scans.count < isAway.count(where: { !$0 }) {
            scans.formUnion(try await done.next(blockingFor: .seconds(1)))
        }
        #expect(scans == Set(services.indices.filter { !isAway[$0] }.map { services[$0] }))
        await done.close()
    }

    @Test("jobs of other shards are held from their reading on, and run once, while a node hangs")
    func hungNode() async throws {
        let cluster = try PrivateCluster()
        try cluster.configure("cluster-require-full-coverage", "no")
        try cluster.configure("cluster-replica-no-failover", "yes")
        let endpoint = try RedisEndpoint(cluster.url)
        var settings = FleetSettings()
        settings.batchSize = 20
        settings.lease = .milliseconds(1_500)
        settings.map = ShardMap(shards: 6, lanes: 4)
        let owners = try cluster.owners(ofShards: settings.map.shards)
        let client = FleetClient(endpoint: endpoint, map: settings.map, name: "test", timeout: .seconds(1))
        let jobs = (0..<600).map { number in
            let message = TestFleet.message("\(number)", service: "service-\(number % 40)")
            return Handoff(
                stage: .score,
                message: Message(
                    job: message.job, scan: message.scan, tenant: "tenant-\(number % 9)", service: message.service,
                    source: message.source, sequence: 1, jobClass: .live, payload: message.payload))
        }
        _ = try await client.enqueue(jobs)
        let expected = jobs.filter {
            owners[settings.map.shard(tenant: $0.message.tenant, service: $0.message.service)] != owners[0]
        }
        #expect(!expected.isEmpty && expected.count < jobs.count)
        let references = expected.map {
            JobReference(job: $0.message.job, tenant: $0.message.tenant, service: $0.message.service)
        }
        let seen = Seen()
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let runner = StageRunner(
            stage: .score, endpoint: endpoint, settings: settings, effects: seen.effects { _ in .finished },
            logger: logger)
        cluster.suspend(owners[0])
        try await withThrowingTaskGroup(of: Void.self) { group in
            let services = ServiceGroup(services: [runner], logger: logger)
            group.addTask { try await services.run() }
            while seen.counts.count < expected.count { try await Task.sleep(for: .milliseconds(10)) }
            while try await client.absentJobs(references).count < expected.count {
                try await Task.sleep(for: .milliseconds(10))
            }
            await services.triggerGracefulShutdown()
            try await group.waitForAll()
        }
        #expect(seen.counts.allSatisfy { $0.value == 1 })
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
