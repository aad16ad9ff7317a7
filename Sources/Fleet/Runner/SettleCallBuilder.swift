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

    mutating func add(_ entry: PulledEntry, _ ending: Ending) {
        arguments.append(entry.id)
        switch ending {
        case .finished(let message): begin(ending: message, in: entry, messages: 0)
        case .dead(let letter): begin(ending: letter.message, in: entry, messages: 0)
        case .handedOff(let handoffs, let message): handOff(handoffs, from: message, in: entry)
        case .later(let message, let milliseconds, _):
            begin(ending: nil, in: entry, messages: 1)
            append(key: entry.lane.delayed, rule: -max(1, milliseconds), message)
        case .returned:
            begin(ending: nil, in: entry, messages: 1)
            append(key: entry.stream, rule: 0, entry.message)
        }
    }

    private mutating func handOff(_ handoffs: [Handoff], from message: Message, in entry: PulledEntry) {
        let targets = handoffs.map { ($0, lanes.lane($0.stage, for: $0.message)) }
            .filter { $0.1.shard == entry.lane.shard }
        let goesOn = targets.contains { $0.0.message.job == message.job }
        begin(ending: goesOn ? nil : message, in: entry, messages: targets.count)
        for (handoff, lane) in targets {
            let isSame = handoff.message.job == message.job
            let rule = isSame ? 0 : ownPosition(Keys.job(shard: lane.shard, job: handoff.message.job))
            append(key: lane.stream, rule: rule, handoff.message.encoded)
        }
    }

    /// The part of an entry's arguments before its messages; `ending` is the job that is over.
    private mutating func begin(ending: Message?, in entry: PulledEntry, messages: Int) {
        if let ending {
            arguments.append(ownPosition(Keys.job(shard: entry.lane.shard, job: ending.job)))
        } else {
            arguments.append("0")
        }
        arguments.append(messages)
    }

    private mutating func append(key: String, rule: some BinaryInteger, _ message: [UInt8]) {
        arguments.append(sharedPosition(key))
        arguments.append(rule)
        arguments.append(message)
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
