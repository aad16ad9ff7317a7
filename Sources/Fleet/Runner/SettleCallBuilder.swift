internal import Redis

/// Gathers keys and arguments of one call of `Scripts.settle`.
struct SettleCallBuilder {
    private var arguments: RedisCommand
    private var keys: [String]
    private let lanes: LaneTable
    /// Where a lane's stream or delayed set stands among the keys; a handful, so a walk finds it fastest.
    private var shared: [(key: String, position: Int)]

    init(stream: String, lanes: LaneTable) {
        arguments = RedisCommand(capacity: 64 * 512)
        arguments.append(Keys.group)
        keys = [stream]
        self.lanes = lanes
        shared = [(stream, 1)]
    }

    var call: ScriptCall { ScriptCall(Scripts.settle, keys: keys, arguments: arguments) }

    /// Adds entries that go on as their own job's one next message, all in the same lane.
    mutating func handOn(_ entries: [(id: String, message: [UInt8])], to lane: Lane) {
        arguments.append(entries.count)
        arguments.append(sharedPosition(lane.stream))
        for entry in entries {
            arguments.append(entry.id)
            arguments.append(entry.message)
        }
    }

    /// Adds entries of any kind.
    mutating func settle(_ endings: [(PulledEntry, Ending)]) {
        arguments.append(endings.count)
        arguments.append(0)
        for (entry, ending) in endings { settle(entry, ending) }
    }

    private mutating func settle(_ entry: PulledEntry, _ ending: Ending) {
        arguments.append(entry.id)
        switch ending {
        case .finished(let job): begin(ending: job, in: entry, messages: 0)
        case .dead(let letter):
            begin(ending: letter.message.job, in: entry, messages: 1)
            count("dead", in: entry.lane)
        case .handedOff(let handoffs, let job): handOff(handoffs, from: job, in: entry)
        case .later(let message, _, isCounted: false) where entry.isAlone:
            // What was put off has proved nothing: it stays among the suspects, whose runner comes back by itself.
            begin(ending: nil, in: entry, messages: 1)
            append(key: entry.stream, rule: 0, message)
        case .later(let message, let milliseconds, let isCounted):
            begin(ending: nil, in: entry, messages: isCounted ? 2 : 1)
            append(key: entry.lane.delayed, rule: -Int(max(1, milliseconds)), message)
            if isCounted { count("retried", in: entry.lane) }
        case .returned:
            begin(ending: nil, in: entry, messages: 1)
            append(key: entry.stream, rule: 0, entry.message)
        }
    }

    private mutating func handOff(_ handoffs: [Handoff], from job: String, in entry: PulledEntry) {
        // Those for other shards are enqueued already.
        let own = handoffs.map { ($0, lanes.lane($0.stage, for: $0.message, from: entry.lane)) }
            .filter { $0.1.shard == entry.lane.shard }
        let goesOn = own.contains { $0.0.message.job == job }
        begin(ending: goesOn ? nil : job, in: entry, messages: own.count)
        for (handoff, lane) in own {
            let isSame = handoff.message.job == job
            let rule = isSame ? 0 : ownPosition(Keys.job(shard: lane.shard, job: handoff.message.job))
            append(key: lane.stream, rule: rule, handoff.message.encoded)
        }
    }

    /// The part of an entry's arguments before its messages; `ending` is the job that is over.
    private mutating func begin(ending: String?, in entry: PulledEntry, messages: Int) {
        arguments.append(ending.map { ownPosition(Keys.job(shard: entry.lane.shard, job: $0)) } ?? 0)
        arguments.append(messages)
    }

    private mutating func append(key: String, rule: Int, _ message: [UInt8]) {
        arguments.append(sharedPosition(key))
        arguments.append(rule)
        arguments.append(message)
    }

    /// One failure more in a field of the lane's hash.
    private mutating func count(_ field: String, in lane: Lane) {
        arguments.append(sharedPosition(lane.failures))
        arguments.append("+")
        arguments.append(field)
    }

    private mutating func sharedPosition(_ key: String) -> Int {
        if let known = shared.first(where: { $0.key == key }) { return known.position }
        let position = ownPosition(key)
        shared.append((key, position))
        return position
    }

    private mutating func ownPosition(_ key: String) -> Int {
        keys.append(key)
        return keys.count
    }
}
