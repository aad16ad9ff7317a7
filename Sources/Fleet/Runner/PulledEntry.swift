internal import Redis

/// A stream entry that this process holds: its message may turn out unreadable.
struct PulledEntry: Sendable {
    /// An entry among those of all streams: each numbers its own, so that two may have the same id.
    struct Key: Hashable, Sendable {
        let stream: String
        let id: String
    }

    /// That it stands for, as far as the message tells.
    let decisions: Int
    let id: String
    let isAlone: Bool
    let lane: Lane
    let message: [UInt8]

    init(id: String, isAlone: Bool, lane: Lane, message: [UInt8]) {
        // Only chunks of `bulk` work hold more than one.
        decisions = lane.jobClass == .live ? 1 : MessageWeight.of(message)
        self.id = id
        self.isAlone = isAlone
        self.lane = lane
        self.message = message
    }

    /// The stream whose group has it pending.
    var stream: String { isAlone ? lane.alone : lane.stream }

    var key: Key { Key(stream: stream, id: id) }

    /// When the entry was added, in milliseconds since 1970 by the server's clock.
    var addedAt: Int64 {
        var value: Int64 = 0
        for byte in id.utf8 {
            guard case let digit = byte &- UInt8(ascii: "0"), digit < 10 else { break }
            value = value &* 10 &+ Int64(digit)
        }
        return value
    }
}

extension PulledEntry {
    /// The entries in a reply to XREADGROUP over `lanes`.
    static func all(in reply: RedisReply, lanes: [Lane], isAlone: Bool) -> [PulledEntry] {
        StreamEntry.byStream(reply).flatMap { stream, entries -> [PulledEntry] in
            guard let lane = lanes.first(where: { (isAlone ? $0.alone : $0.stream) == stream }) else { return [] }
            return entries.map { PulledEntry(id: $0.id, isAlone: isAlone, lane: lane, message: $0.message) }
        }
    }
}
