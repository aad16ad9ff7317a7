internal import JSON
internal import Redis

/// The hints that decisions are committed: one entry a batch and shard, whose field `m` is a JSON array of scan ids.
enum DoneStream {
    /// Entries kept at least. A gateway that is further behind asks Postgres, as it does each second anyway.
    static let kept = 1_000

    static func commands(for hints: [DoneHint], map: ShardMap) -> [(shard: Int, call: RedisCommand)] {
        let byShard = Dictionary(grouping: hints) { map.shard(tenant: $0.tenant, service: $0.service) }
        return byShard.sorted { $0.key < $1.key }.map { shard, own in
            var command = RedisCommand("XADD", Keys.done(shard: shard), "MAXLEN", "~", String(kept), "*", "m")
            command.append(JSONValue.array(own.map { .string($0.scan) }).canonical)
            return (shard, command)
        }
    }

    /// The scan ids in one entry; none where it is malformed, because a hint only hastens.
    static func scans(in entry: StreamEntry) -> [String] {
        ((try? JSONValue(parsing: entry.message))?.array ?? []).compactMap(\.string)
    }
}
