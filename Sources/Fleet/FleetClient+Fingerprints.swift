internal import CoreMetrics
internal import Redis

extension FleetClient {
    /// Reads a known decision with the revision, epoch and sequence that judge it, all of one instant.
    ///
    /// Nothing is known of a shard whose server has begun another life, until the scheduler's leader has confirmed it, or
    /// does not answer.
    public func readFingerprints(_ queries: [FingerprintQuery]) async throws -> [FingerprintReading] {
        let shards = queries.map { map.shard(tenant: $0.tenant, service: $0.service) }
        var readings = [FingerprintReading](
            repeating: FingerprintReading(value: nil, revision: nil, epoch: nil, sequence: nil), count: queries.count)
        let present = Set(shards).sorted()
        let members = present.map { shard in queries.indices.filter { shards[$0] == shard } }
        let commands = zip(present, members).map { shard, own in
            (shard: shard, call: Self.read(own.map { queries[$0] }, shard: shard))
        }
        let started = ContinuousClock.now
        let answers = try await groups.countedPipeline(commands)
        counters.fingerprintTime.recordNanoseconds((.now - started).wholeNanoseconds)
        let replies = PartialReplies(
            zip(zip(present, members), answers).map { ($0.0, $0.1, $1.connects) }, answers.map(\.reply))
        if replies.good.isEmpty { try replies.check() }
        for ((shard, own, connects), reply) in replies.good {
            let values = reply.array ?? []
            guard values.count == 2 + 3 * own.count else {
                throw RedisError.protocolViolation("MGET gave \(values.count) values")
            }
            guard try await isConfirmed(values[0].text, shard: shard, connects: connects) else { continue }
            for (place, index) in own.enumerated() {
                readings[index] = FingerprintReading(
                    value: values[2 + 3 * place].bytes, revision: values[3 + 3 * place].wholeNumber,
                    epoch: values[1].wholeNumber, sequence: values[4 + 3 * place].wholeNumber)
            }
        }
        return readings
    }

    private func isConfirmed(_ life: String?, shard: Int, connects: Int) async throws -> Bool {
        if confirmedLives.contains(life, shard: shard, connects: connects) { return true }
        guard let life, confirmedLives.shouldLook(into: life) else { return false }
        let connection = groups.connection(of: shard)
        let before = await connection.connectCount
        let lives = try await lives(of: (0..<map.shards).filter { groups.group(of: $0) == groups.group(of: shard) })
        // Lives read over a connection that is not the reading's say nothing of the reading.
        guard await connection.connectCount == before else { return false }
        confirmedLives.set(lives, connects: before)
        return confirmedLives.contains(life, shard: shard, connects: connects)
    }

    /// Keeps known decisions. A late write is harmless, because its reader judges it.
    public func writeFingerprints(_ entries: [FingerprintEntry]) async throws {
        let commands = entries.filter { $0.timeToLive > .zero }.map { entry -> (shard: Int, call: RedisCommand) in
            let shard = map.shard(tenant: entry.query.tenant, service: entry.query.service)
            var command = RedisCommand("SET", Keys.fingerprint(shard: shard, digest: entry.query.digest))
            command.append(entry.value)
            command.append("PX")
            command.append(max(1, entry.timeToLive.wholeMilliseconds))
            return (shard, command)
        }
        try await change(commands)
    }

    /// Raises services' revisions; a smaller number than the stored one changes nothing.
    public func raiseRevisions(_ revisions: [ServiceRevision]) async throws {
        try await raise(
            revisions.map { revision in
                let shard = map.shard(tenant: revision.tenant, service: revision.service)
                let key = Keys.revision(shard: shard, tenant: revision.tenant, service: revision.service)
                return Mark(shard: shard, key: key, number: revision.revision)
            })
    }

    /// Marks scans as the newest of their sources, so that no older decision answers for them; newer marks stay.
    public func markNewest(_ scans: [Message]) async throws {
        try await markNewest(
            scans.map {
                NewestScan(tenant: $0.tenant, service: $0.service, source: $0.source, sequence: $0.sequence)
            })
    }

    /// The same for scans without their messages.
    public func markNewest(_ scans: [NewestScan]) async throws {
        try await raise(
            scans.map { scan in
                let shard = map.shard(tenant: scan.tenant, service: scan.service)
                let key = Keys.newest(
                    shard: shard, tenant: scan.tenant, service: scan.service, source: scan.source)
                return Mark(shard: shard, key: key, number: scan.sequence)
            })
    }

    /// A number that only rises.
    private struct Mark {
        let shard: Int
        let key: String
        let number: Int64
    }

    private func raise(_ marks: [Mark]) async throws {
        let calls = Dictionary(grouping: marks, by: \.shard).sorted { $0.key < $1.key }.flatMap { _, own in
            stride(from: 0, to: own.count, by: EnqueueCalls.limit).map { start -> (shard: Int, call: ScriptCall) in
                let part = own[start..<min(start + EnqueueCalls.limit, own.count)]
                let call = ScriptCall(Scripts.raise, keys: part.map(\.key)) { command in
                    for mark in part { command.append(mark.number) }
                }
                return (part[start].shard, call)
            }
        }
        try await raise(calls)
    }

    private func raise(_ calls: [(shard: Int, call: ScriptCall)]) async throws {
        let replies = try await groups.run(calls)
        try UnreachedShards.check(zip(calls, replies).map { ($0.shard, $1) })
    }

    /// Raises every shard's feed epoch; a smaller number than the stored one changes nothing.
    public func raiseEpoch(_ epoch: Int64) async throws {
        try await raise(
            (0..<map.shards).map { ($0, ScriptCall(Scripts.raise, keys: [Keys.epoch(shard: $0)], String(epoch))) })
    }

    /// Each shard's feed epoch; nil where Redis has lost it.
    public func epochs() async throws -> [Int64?] {
        let commands = (0..<map.shards).map { (shard: $0, call: RedisCommand("GET", Keys.epoch(shard: $0))) }
        return try await groups.pipeline(commands).map { try $0.checked().wholeNumber }
    }

    private static func read(_ queries: [FingerprintQuery], shard: Int) -> RedisCommand {
        var command = RedisCommand("MGET", Keys.life(shard: shard), Keys.epoch(shard: shard))
        for query in queries {
            command.append(Keys.fingerprint(shard: shard, digest: query.digest))
            command.append(Keys.revision(shard: shard, tenant: query.tenant, service: query.service))
            command.append(
                Keys.newest(shard: shard, tenant: query.tenant, service: query.service, source: query.source))
        }
        return command
    }
}

extension RedisReply {
    /// A number that is kept as text.
    var wholeNumber: Int64? { text.flatMap { Int64($0) } }
}
