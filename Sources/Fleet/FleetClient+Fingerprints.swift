internal import Redis

extension FleetClient {
    /// Reads a known decision with the revision and epoch that judge it, all of one instant.
    public func readFingerprints(_ queries: [FingerprintQuery]) async throws -> [FingerprintReading] {
        let shards = queries.map { map.shard(tenant: $0.tenant, service: $0.service) }
        var readings = [FingerprintReading](
            repeating: FingerprintReading(value: nil, revision: nil, epoch: nil), count: queries.count)
        let present = Set(shards).sorted()
        let members = present.map { shard in queries.indices.filter { shards[$0] == shard } }
        let commands = zip(present, members).map { shard, own in Self.read(own.map { queries[$0] }, shard: shard) }
        for (own, reply) in zip(members, try await connection.pipeline(commands)) {
            let values = try reply.checked().array ?? []
            guard values.count == 1 + 2 * own.count else {
                throw RedisError.protocolViolation("MGET gave \(values.count) values")
            }
            for (place, index) in own.enumerated() {
                readings[index] = FingerprintReading(
                    value: values[1 + 2 * place].bytes, revision: values[2 + 2 * place].wholeNumber,
                    epoch: values[0].wholeNumber)
            }
        }
        return readings
    }

    /// Keeps known decisions. A late write is harmless, because its reader judges it.
    public func writeFingerprints(_ entries: [FingerprintEntry]) async throws {
        let commands = entries.filter { $0.timeToLive > .zero }.map { entry in
            let shard = map.shard(tenant: entry.query.tenant, service: entry.query.service)
            var command = RedisCommand("SET", Keys.fingerprint(shard: shard, digest: entry.query.digest))
            command.append(entry.value)
            command.append("PX")
            command.append(max(1, entry.timeToLive.wholeMilliseconds))
            return command
        }
        for reply in try await connection.pipeline(commands) { _ = try reply.checked() }
    }

    /// Raises services' revisions; a smaller number than the stored one changes nothing.
    public func raiseRevisions(_ revisions: [ServiceRevision]) async throws {
        let shards = revisions.map { map.shard(tenant: $0.tenant, service: $0.service) }
        let calls = Set(shards).sorted().flatMap { shard in
            let own = revisions.indices.filter { shards[$0] == shard }
            return stride(from: 0, to: own.count, by: EnqueueCalls.limit).map { start in
                let part = own[start..<min(start + EnqueueCalls.limit, own.count)].map { revisions[$0] }
                let keys = part.map { Keys.revision(shard: shard, tenant: $0.tenant, service: $0.service) }
                return ScriptCall(Scripts.raise, keys: keys) { command in
                    for revision in part { command.append(revision.revision) }
                }
            }
        }
        for reply in try await connection.run(calls) { _ = try reply.checked() }
    }

    /// Raises every shard's feed epoch; a smaller number than the stored one changes nothing.
    public func raiseEpoch(_ epoch: Int64) async throws {
        let calls = (0..<map.shards).map { ScriptCall(Scripts.raise, keys: [Keys.epoch(shard: $0)], String(epoch)) }
        for reply in try await connection.run(calls) { _ = try reply.checked() }
    }

    /// Each shard's feed epoch; nil where Redis has lost it.
    public func epochs() async throws -> [Int64?] {
        let commands = (0..<map.shards).map { RedisCommand("GET", Keys.epoch(shard: $0)) }
        return try await connection.pipeline(commands).map { try $0.checked().wholeNumber }
    }

    private static func read(_ queries: [FingerprintQuery], shard: Int) -> RedisCommand {
        var command = RedisCommand("MGET", Keys.epoch(shard: shard))
        for query in queries {
            command.append(Keys.fingerprint(shard: shard, digest: query.digest))
            command.append(Keys.revision(shard: shard, tenant: query.tenant, service: query.service))
        }
        return command
    }
}

extension RedisReply {
    /// A number that is kept as text.
    var wholeNumber: Int64? { text.flatMap { Int64($0) } }
}
