internal import Redis

/// The script calls that settle a batch: one for each stream and at most 256 entries.
struct SettleCalls {
    static let limit = 256

    private(set) var calls: [ScriptCall] = []

    init(_ endings: [(PulledEntry, Ending)], lanes: LaneTable) {
        var byStream: [(stream: String, endings: [(PulledEntry, Ending)])] = []
        for ending in endings {
            let stream = ending.0.stream
            if let index = byStream.firstIndex(where: { $0.stream == stream }) {
                byStream[index].endings.append(ending)
            } else {
                byStream.append((stream, [ending]))
            }
        }
        for (stream, own) in byStream {
            for start in stride(from: 0, to: own.count, by: Self.limit) {
                var builder = SettleCallBuilder(stream: stream, lanes: lanes)
                for (entry, ending) in own[start..<min(start + Self.limit, own.count)] { builder.add(entry, ending) }
                calls.append(builder.call)
            }
        }
    }

    /// The messages for other shards, which a script on this one must not touch. They are enqueued before the entries
    /// are acknowledged; their job keys make a second try harmless.
    static func elsewhere(_ endings: [(PulledEntry, Ending)], lanes: LaneTable) -> [Handoff] {
        guard lanes.map.shards > 1 else { return [] }
        return endings.flatMap { entry, ending -> [Handoff] in
            guard case .handedOff(let handoffs, _) = ending else { return [] }
            return handoffs.filter { lanes.lane($0.stage, for: $0.message).shard != entry.lane.shard }
        }
    }
}
