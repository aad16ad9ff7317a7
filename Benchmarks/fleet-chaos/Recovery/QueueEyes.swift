import Fleet
import Redis

/// Looks at the queues in Redis itself, past the fleet's own code.
struct QueueEyes: Sendable {
    let map: ShardMap
    private let connection: RedisConnection

    init(_ endpoint: RedisEndpoint, map: ShardMap) {
        self.map = map
        connection = RedisConnection(endpoint, name: "chaos-eyes", timeout: .seconds(2))
    }

    /// A stage's streams of both classes, in every shard and lane.
    func streams(of stage: StageName) -> [StreamNames] {
        (0..<map.shards).flatMap { shard in
            JobClass.allCases.flatMap { jobClass in
                (0..<map.lanes).map { StreamNames(shard: shard, stage: stage, jobClass: jobClass, lane: $0) }
            }
        }
    }

    /// What the process with that id holds. Throws while Redis cannot be asked.
    func holdings(of process: Int32, stage: StageName) async throws -> [Holding] {
        try await holdings(stage: stage).filter { Self.process(of: $0.consumer) == process }
    }

    /// What all processes of a stage hold, seen at one moment. Throws while Redis cannot be asked.
    func holdings(stage: StageName) async throws -> [Holding] {
        let streams = streams(of: stage)
        let keys = streams.flatMap { [$0.stream, $0.alone] }
        var command = RedisCommand("EVAL", Self.held, String(keys.count))
        for key in keys { command.append(key) }
        command.append(Keys.group)
        let entries = try await connection.send(command).array ?? []
        return entries.compactMap { entry in
            guard let fields = entry.array, fields.count == 4, let place = fields[0].integer,
                let id = fields[1].text, let consumer = fields[2].text, let job = fields[3].text.flatMap(Self.job)
            else { return nil }
            let index = Int(place) - 1
            return Holding(
                stream: streams[index / 2], isAlone: !index.isMultiple(of: 2), entry: id, consumer: consumer, job: job)
        }
    }

    /// KEYS streams. ARGV group. Reply for each pending entry the place of its stream, its id, owner and message.
    private static let held = """
        local found = {}
        for place, key in ipairs(KEYS) do
          local pending = redis.pcall('XPENDING', key, ARGV[1], '-', '+', 1000)
          if not pending.err then
            for _, entry in ipairs(pending) do
              local message = redis.call('XRANGE', key, entry[1], entry[1])[1]
              if message then found[#found + 1] = {place, entry[1], entry[2], message[2][2]} end
            end
          end
        end
        return found
        """

    /// Whether the dead owner no longer holds it and nobody still has to read it: it runs elsewhere, or has run.
    func isTakenOver(_ holding: Holding) async throws -> Bool {
        let held = try await send(
            "XPENDING", holding.key, Keys.group, holding.entry, holding.entry, "1", holding.consumer)
        guard held.array?.isEmpty ?? true else { return false }
        return try await !unreadSuspects(of: holding.stream).contains(holding.job)
    }

    /// Names under which the process is still a consumer, each with the entries that it owns.
    func consumers(of process: Int32, stage: StageName) async throws -> [String] {
        var found: [String] = []
        for key in streams(of: stage).flatMap({ [$0.stream, $0.alone] }) {
            for consumer in try await send("XINFO", "CONSUMERS", key, Keys.group).array ?? [] {
                let fields = Self.fields(of: consumer)
                guard Self.process(of: fields["name"]?.text ?? "") == process else { continue }
                found.append("a consumer of \(key) with \(fields["pending"]?.integer ?? 0) pending")
            }
        }
        return found
    }

    /// Sends until Redis takes it, as our own connection may just have been lost with the server.
    func insist(_ words: String...) async throws {
        try await Patience.wait(for: "Redis to take \(words.joined(separator: " "))", upTo: .seconds(30)) {
            (try? await send(words)) != nil
        }
    }

    func send(_ words: String...) async throws -> RedisReply { try await send(words) }

    private func send(_ words: [String]) async throws -> RedisReply {
        var command = RedisCommand(capacity: 128)
        for word in words { command.append(word) }
        return try await connection.send(command)
    }

    /// Jobs that wait in the stream of suspects.
    private func unreadSuspects(of stream: StreamNames) async throws -> Set<String> {
        let groups = try await connection.pipeline([RedisCommand("XINFO", "GROUPS", stream.alone)])[0].array ?? []
        guard let group = groups.first else { return [] }
        let last = Self.fields(of: group)["last-delivered-id"]?.text ?? "0"
        let entries = try await send("XRANGE", stream.alone, "(\(last)", "+").array ?? []
        return Set(entries.compactMap(Self.job(ofEntry:)))
    }

    /// What Redis answers as `[name, value, name, value…]`.
    static func fields(of reply: RedisReply) -> [String: RedisReply] {
        let parts = reply.array ?? []
        return Dictionary(
            stride(from: 0, to: parts.count - 1, by: 2).map { (parts[$0].text ?? "", parts[$0 + 1]) }
        ) { first, _ in first }
    }

    /// `HOST.PID.NONCE`.
    static func process(of consumer: String) -> Int32? {
        let parts = consumer.split(separator: ".")
        return parts.count < 3 ? nil : Int32(parts[parts.count - 2])
    }

    /// The job's name in an entry `[id, [field, message]]`.
    private static func job(ofEntry entry: RedisReply) -> String? {
        entry.array?.last?.array?.last?.text.flatMap(job)
    }

    /// The job's name in a message.
    private static func job(_ message: String) -> String? {
        guard let start = message.firstRange(of: "\"job\":\"")?.upperBound else { return nil }
        return String(message[start...].prefix { $0 != "\"" })
    }
}
