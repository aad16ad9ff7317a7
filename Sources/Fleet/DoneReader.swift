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
    /// The first calls give what the streams still hold, about `DoneStream.kept` entries a shard; later ones go on where the
    /// last one stopped, also after an error or a lost connection. Throws only where no server answers: the shards of one
    /// that does not are read again when it does.
    public func next(blockingFor duration: Duration) async throws -> [String] {
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
}
