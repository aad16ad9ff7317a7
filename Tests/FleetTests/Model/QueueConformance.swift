import Redis

@testable import Fleet

/// Plays the same operations against the model's queue and against the fleet's scripts on a real Redis.
struct QueueConformance {
    /// An entry that somebody has read, with its name in both worlds.
    struct Read {
        let entry: ModelStream.Entry
        let place: Int
        let consumer: Int
        let pulled: PulledEntry
    }

    /// A difference, said so that it can be looked for.
    struct Difference: CustomStringConvertible, Error {
        let description: String
    }

    static let jobs = 6
    static let consumers = 3
    static let never = 3_600_000

    let fleet: TestFleet
    var generator: SeededGenerator
    var model: ModelQueue
    let lanes = LaneTable(ShardMap())
    private var reads: [Read] = []
    /// What was done, for the report of a difference.
    private(set) var log: [String] = []

    init(_ fleet: TestFleet, seed: UInt64, mutation: Mutation? = nil) {
        self.fleet = fleet
        model = ModelQueue(jobs: Self.jobs, mutation: mutation)
        generator = SeededGenerator(seed: seed)
    }

    /// One operation in both worlds, and a look at both.
    mutating func step() async throws {
        let place = generator.below(ModelQueue.places)
        let stage = ModelQueue.stage(of: place)
        switch generator.below(30) {
        case 0..<6: try await enqueue()
        case 6..<13: try await read(place)
        case 13..<20: try await settle()
        case 20..<22: try await heartbeat()
        case 22..<24: try await reclaim(stage, isExpired: generator.below(3) > 0)
        case 24..<26: try await promote(stage)
        case 26, 27: try await trim(place)
        case 28: try await leave(place)
        default: if generator.below(8) == 0 { try await flush() }
        }
        try await compare()
    }

    private mutating func enqueue() async throws {
        let job = generator.below(Self.jobs)
        log.append("enqueue \(job)")
        let isNew = try await fleet.client.enqueue([Handoff(stage: .normalize, message: message(of: job))])[0]
        try same("enqueued", model.enqueue(ModelMessage(job: job), at: 0), isNew)
    }

    private mutating func read(_ place: Int) async throws {
        let consumer = generator.below(Self.consumers)
        let count = 1 + generator.below(3)
        log.append("read \(place) by \(consumer), \(count)")
        try await makeGroups()
        let reply = try await fleet.send(
            "XREADGROUP", "GROUP", Keys.group, "\(consumer)", "COUNT", "\(count)", "STREAMS", stream(place), ">")
        let pulled = PulledEntry.all(in: reply, lanes: [lane(place)], isAlone: place % 2 == 1)
        let entries = model.read(place, consumer, count: count)
        try same("read", entries.map(\.message), pulled.map { try Self.model($0.message) })
        for (entry, pulled) in zip(entries, pulled) {
            reads.append(Read(entry: entry, place: place, consumer: consumer, pulled: pulled))
        }
    }

    /// Settles up to four entries of one stream, some of them for the second time.
    private mutating func settle() async throws {
        guard !reads.isEmpty else { return }
        let place = reads[generator.below(reads.count)].place
        let chosen = reads.filter { $0.place == place }.shuffled(using: &generator).prefix(1 + generator.below(4))
        // One delay in a call, because equal due times are promoted in the order of their bytes.
        var hasDelay = false
        var endings: [(PulledEntry, Ending)] = []
        var settlements: [(ModelStream.Entry, ModelQueue.Settlement)] = []
        for read in chosen {
            let (settlement, ending) = ending(of: read, mayDelay: !hasDelay)
            if case .later = settlement { hasDelay = true }
            settlements.append((read.entry, settlement))
            endings.append((read.pulled, ending))
        }
        log.append("settle \(settlements.map { "\($0.0.id) \($0.1)" })")
        // Handing on comes first within a call, in its short form.
        settlements = Self.inOrder(settlements)
        var lost: [String] = []
        for reply in try await fleet.redis.run(SettleCalls(endings, lanes: lanes).calls.map(\.call)) {
            lost += try reply.checked().array?.compactMap(\.text) ?? []
        }
        let names = Dictionary(chosen.map { ($0.entry.id, $0.pulled.id) }) { first, _ in first }
        try same("lost", model.settle(place, settlements).compactMap { names[$0] }.sorted(), lost.sorted())
        try await pass(milliseconds: 3)
    }

    private static func inOrder(
        _ settlements: [(ModelStream.Entry, ModelQueue.Settlement)]
    ) -> [(ModelStream.Entry, ModelQueue.Settlement)] {
        let onward = settlements.filter { if case .handedOn = $0.1 { true } else { false } }
        return onward + settlements.filter { if case .handedOn = $0.1 { false } else { true } }
    }

    private mutating func ending(of read: Read, mayDelay: Bool) -> (ModelQueue.Settlement, Ending) {
        let message = read.entry.message
        let wire = self.message(of: message.job, attempt: message.attempt, deaths: message.deaths)
        switch generator.below(6) {
        case 0:
            let letter = DeadLetter(message: wire, stage: .normalize, code: "x", reason: "x")
            return (.finished, .dead(letter))
        case 1 where mayDelay:
            let delay = generator.below(3) == 0 ? Self.never : 1
            let next = ModelMessage(job: message.job, attempt: message.attempt + 1, deaths: message.deaths)
            let bytes = self.message(of: next.job, attempt: next.attempt, deaths: next.deaths).encoded
            return (.later(next, delay: delay), .later(message: bytes, milliseconds: Int64(delay), isCounted: true))
        case 2: return (.returned(message), .returned)
        case 3:
            let other = (message.job + 1) % Self.jobs
            let handoffs = [Handoff(stage: .enrich, message: self.message(of: other))]
            return (.fannedOut(to: 1, [ModelMessage(job: other)]), .handedOff(handoffs, from: "\(message.job)"))
        case 4:
            let next = ModelMessage(job: message.job)
            let handoff = Handoff(stage: .enrich, message: self.message(of: message.job))
            return (.handedOn(to: 1, next), .handedOff([handoff], from: "\(message.job)"))
        default: return (.finished, .finished(job: "\(message.job)"))
        }
    }

    private mutating func heartbeat() async throws {
        guard !reads.isEmpty else { return }
        let consumer = generator.below(Self.consumers)
        let place = reads[generator.below(reads.count)].place
        let own = reads.filter { $0.place == place }.suffix(5)
        log.append("heartbeat of \(consumer) in \(place)")
        let lost = try await run(Scripts.heartbeat, [stream(place)], ["\(consumer)"] + own.map(\.pulled.id))
        let names = Dictionary(own.map { ($0.entry.id, $0.pulled.id) }) { first, _ in first }
        try same(
            "lost", model.heartbeat(place, consumer, own.map(\.entry)).compactMap { names[$0] },
            lost.array?.compactMap(\.text) ?? [])
    }

    /// With every lease over or with none, because real ones pass by themselves.
    private mutating func reclaim(_ stage: Int, isExpired: Bool) async throws {
        log.append("reclaim \(stage) \(isExpired)")
        try await makeGroups()
        let company = stream(ModelQueue.company(stage))
        let alone = stream(ModelQueue.alone(stage))
        let lease = isExpired ? 0 : Self.never
        let limit = 1 + generator.below(3)
        let deaths = try await run(Scripts.countDeaths, [alone], ["\(lease)", "\(limit)"])
        try same("deaths", model.countDeaths(stage, lease: lease, limit: limit), deaths.integer.map(Int.init))
        let moved = try await run(Scripts.isolate, [company, alone], ["\(lease)", "\(limit)"])
        try same("isolated", model.isolate(stage, lease: lease, limit: limit), moved.integer.map(Int.init))
    }

    private mutating func promote(_ stage: Int) async throws {
        try await pass(milliseconds: 3)
        let limit = 1 + generator.below(3)
        log.append("promote \(stage), \(limit)")
        let names = TestFleet.name(Self.stage(stage))
        let call = ScriptCall(Scripts.promote, keys: [names.delayed, names.stream, names.ramp], "\(limit)", "1000000")
        let promoted = try await fleet.redis.run([call])[0].checked()
        try same("promoted", model.promote(stage, limit: limit), promoted.integer.map(Int.init))
    }

    private mutating func trim(_ place: Int) async throws {
        log.append("trim \(place)")
        try await makeGroups()
        _ = try await run(Scripts.trim, [stream(place)], [])
        model.trim(place)
    }

    private mutating func leave(_ place: Int) async throws {
        let consumer = generator.below(Self.consumers)
        log.append("leave \(place) by \(consumer)")
        let isGone = try await run(Scripts.deleteConsumer, [stream(place)], ["\(consumer)"]).integer == 1
        // A consumer that has never read cannot be told from one that owns nothing.
        if isGone { try same("gone", model.deleteConsumer(place, consumer), true) }
    }

    private mutating func flush() async throws {
        log.append("flush")
        _ = try await fleet.send("FLUSHALL")
        model.flush()
    }

    private mutating func pass(milliseconds: Int) async throws {
        try await Task.sleep(for: .milliseconds(milliseconds))
        model.clock += milliseconds
    }

    private func run(_ script: RedisScript, _ keys: [String], _ arguments: [String]) async throws -> RedisReply {
        let call = ScriptCall(script, keys: keys) { command in
            command.append(Keys.group)
            for argument in arguments { command.append(argument) }
        }
        return try await fleet.redis.run([call])[0].checked()
    }

    private func makeGroups() async throws {
        let call = ScriptCall(Scripts.createGroups, keys: (0..<ModelQueue.places).map(stream), Keys.group)
        _ = try await fleet.redis.run([call])[0].checked()
    }
}
