internal import Redis

/// An entry of a stream with the value of its one field.
struct StreamEntry {
    let id: String
    let message: [UInt8]

    /// Reads `[id, [field, value]]`; a deleted entry has no fields and an empty message.
    init?(_ reply: RedisReply) {
        guard let parts = reply.array, parts.count == 2, let id = parts[0].text else { return nil }
        self.id = id
        message = parts[1].array?.dropFirst().first?.bytes ?? []
    }

    /// The entries by stream of an XREAD or XREADGROUP; none when it timed out.
    static func byStream(_ reply: RedisReply) -> [(stream: String, entries: [StreamEntry])] {
        (reply.array ?? []).compactMap { item in
            guard let pair = item.array, pair.count == 2, let stream = pair[0].text else { return nil }
            return (stream, (pair[1].array ?? []).compactMap(StreamEntry.init))
        }
    }
}
