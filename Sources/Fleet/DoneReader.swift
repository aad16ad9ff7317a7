public import Redis

/// Reads the hints that decisions are committed. One a process: it holds a connection of its own.
public actor DoneReader {
    private let connection: RedisConnection
    private let streams: [String]
    private var last: [String: String] = [:]

    public init(endpoint: RedisEndpoint, map: ShardMap) {
        connection = RedisConnection(endpoint, name: "done-reader")
        streams = (0..<map.shards).map(Keys.done(shard:))
    }

    /// Waits up to `duration` for hints and gives their scans' ids; none when the time is over.
    ///
    /// The first call starts at the end of what is there; later ones go on where the last one stopped, also after an
    /// error or a lost connection.
    public func next(blockingFor duration: Duration) async throws -> [String] {
        if last.isEmpty { try await findEnds() }
        let milliseconds = max(1, duration.wholeMilliseconds)  // BLOCK 0 would wait for ever.
        var command = RedisCommand("XREAD", "COUNT", "1000", "BLOCK", String(milliseconds), "STREAMS")
        for stream in streams { command.append(stream) }
        for stream in streams { command.append(last[stream] ?? "0-0") }
        let reply = try await connection.send(command, blockingFor: duration)
        return StreamEntry.byStream(reply).flatMap { stream, entries in
            if let id = entries.last?.id { last[stream] = id }
            return entries.flatMap(DoneStream.scans(in:))
        }
    }

    /// Ends the connection; a later call makes a new one.
    public func close() async { await connection.close() }

    private func findEnds() async throws {
        let replies = try await connection.pipeline(
            streams.map { RedisCommand("XREVRANGE", $0, "+", "-", "COUNT", "1") })
        for (stream, reply) in zip(streams, replies) {
            last[stream] = try reply.checked().array?.first.flatMap(StreamEntry.init)?.id ?? "0-0"
        }
    }
}
