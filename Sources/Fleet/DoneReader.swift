public import Redis

/// Reads the hints that decisions are committed. One a process: it holds connections of its own.
public actor DoneReader {
    private let groups: ShardGroups
    private var last: [String: String] = [:]
    private let reads: BlockingReads<[(stream: String, entries: [StreamEntry])]>
    private let streams: [[String]]

    public init(endpoint: RedisEndpoint, map: ShardMap) {
        let groups = ShardGroups(endpoint, map: map, name: "done-reader")
        self.groups = groups
        reads = BlockingReads(groups) { reply in
            let found = StreamEntry.byStream(reply)
            return found.isEmpty ? nil : found
        }
        let byGroup = Dictionary(grouping: 0..<map.shards, by: groups.group(of:))
        streams = groups.connections.indices.map { (byGroup[$0] ?? []).map(Keys.done(shard:)) }
    }

    /// Waits up to `duration` for hints and gives their scans' ids; none when the time is over.
    ///
    /// The first call starts at the end of what is there; later ones go on where the last one stopped, also after an
    /// error or a lost connection.
    public func next(blockingFor duration: Duration) async throws -> [String] {
        for group in streams.indices where last[streams[group][0]] == nil { try await findEnds(of: group) }
        let milliseconds = max(1, duration.wholeMilliseconds)  // BLOCK 0 would wait for ever.
        let commands = streams.map { own in
            var command = RedisCommand("XREAD", "COUNT", "1000", "BLOCK", String(milliseconds), "STREAMS")
            for stream in own { command.append(stream) }
            for stream in own { command.append(last[stream] ?? "0-0") }
            return command
        }
        let found = try await reads.next(
            Dictionary(uniqueKeysWithValues: commands.enumerated().map { ($0, $1) }), blockingFor: duration)
        return found.flatMap { $0 }.flatMap { stream, entries in
            if let id = entries.last?.id { last[stream] = id }
            return entries.flatMap(DoneStream.scans(in:))
        }
    }

    /// Ends the connections; a later call makes new ones.
    public func close() async { await groups.close() }

    private func findEnds(of group: Int) async throws {
        let replies = try await groups.connections[group].pipeline(
            streams[group].map { RedisCommand("XREVRANGE", $0, "+", "-", "COUNT", "1") })
        for (stream, reply) in zip(streams[group], replies) {
            last[stream] = try reply.checked().array?.first.flatMap(StreamEntry.init)?.id ?? "0-0"
        }
    }
}
