internal import Redis

/// The script calls that settle a batch: one for each stream and at most 256 entries and messages, so that none holds the
/// server up; a single entry may have more messages.
struct SettleCalls {
    static let limit = 256

    private(set) var calls: [(shard: Int, call: ScriptCall)] = []
    /// The entries that each call settles.
    private(set) var entries: [[PulledEntry.Key]] = []

    init(_ endings: [(PulledEntry, Ending)], lanes: LaneTable) {
        for (stream, own) in Self.byStream(endings) {
            for part in Self.parts(of: own) {
                calls.append((part[part.startIndex].0.lane.shard, Self.call(part, stream, lanes)))
                entries.append(part.map(\.0.key))
            }
        }
    }

    /// Never empty.
    private static func parts(of endings: [(PulledEntry, Ending)]) -> [ArraySlice<(PulledEntry, Ending)>] {
        var parts: [ArraySlice<(PulledEntry, Ending)>] = []
        var (start, weight) = (0, 0)
        for (index, (_, ending)) in endings.enumerated() {
            var own = 1
            if case .handedOff(let handoffs, _) = ending { own = max(1, handoffs.count) }
            if index > start, weight + own > limit {
                parts.append(endings[start..<index])
                (start, weight) = (index, 0)
            }
            weight += own
        }
        if start < endings.count { parts.append(endings[start...]) }
        return parts
    }

    /// The messages for other shards, which a script on this one must not touch. They are enqueued before the entries
    /// are acknowledged; their job keys make a second try harmless.
    static func elsewhere(_ endings: [(PulledEntry, Ending)], lanes: LaneTable) -> [Handoff] {
        guard lanes.map.shards > 1 else { return [] }
        return endings.flatMap { entry, ending -> [Handoff] in
            guard case .handedOff(let handoffs, _) = ending else { return [] }
            return handoffs.filter { lanes.lane($0.stage, for: $0.message, from: entry.lane).shard != entry.lane.shard }
        }
    }

    /// Most entries hand their own job on, which has a short form; the others follow in the long one.
    private static func call(
        _ endings: ArraySlice<(PulledEntry, Ending)>, _ stream: String, _ lanes: LaneTable
    ) -> ScriptCall {
        var builder = SettleCallBuilder(stream: stream, lanes: lanes)
        var onward: [(lane: Lane, entries: [(id: String, message: [UInt8])])] = []
        var others: [(PulledEntry, Ending)] = []
        for (entry, ending) in endings {
            guard case .handedOff(let handoffs, let job) = ending, handoffs.count == 1, handoffs[0].message.job == job,
                case let lane = lanes.lane(handoffs[0].stage, for: handoffs[0].message, from: entry.lane),
                lane.shard == entry.lane.shard
            else {
                others.append((entry, ending))
                continue
            }
            let item = (entry.id, handoffs[0].message.encoded)
            if let index = onward.firstIndex(where: { $0.lane === lane }) {
                onward[index].entries.append(item)
            } else {
                onward.append((lane, [item]))
            }
        }
        for (lane, entries) in onward { builder.handOn(entries, to: lane) }
        if !others.isEmpty { builder.settle(others) }
        return builder.call
    }

    private static func byStream(_ endings: [(PulledEntry, Ending)]) -> [(String, [(PulledEntry, Ending)])] {
        guard let first = endings.first?.0.stream else { return [] }
        // A class with one lane has one stream.
        if endings.allSatisfy({ $0.0.stream == first }) { return [(first, endings)] }
        return Dictionary(grouping: endings) { $0.0.stream }.map { ($0.key, $0.value) }
    }
}
