extension RedisCommand {
    /// The first key, by which a cluster's node is chosen; nil for a command about no key.
    var key: ArraySlice<UInt8>? {
        switch name {
        case "EVALSHA", "EVAL": word(2).flatMap(Self.number).map { $0 > 0 } == true ? word(3) : nil
        case "XREAD", "XREADGROUP": (1..<ends.count).first { upper($0) == "STREAMS" }.flatMap { word($0 + 1) }
        case "MEMORY", "OBJECT", "XGROUP", "XINFO": word(2)
        case "ASKING", "AUTH", "CLIENT", "CLUSTER", "CONFIG", "DBSIZE", "FLUSHALL", "INFO", "PING", "SCRIPT", "TIME":
            nil
        default: word(1)
        }
    }

    private var name: String { upper(0) }

    private func upper(_ index: Int) -> String { String(decoding: word(index) ?? [], as: UTF8.self).uppercased() }

    private func word(_ index: Int) -> ArraySlice<UInt8>? {
        guard ends.indices.contains(index) else { return nil }
        return bytes[(index == 0 ? 0 : ends[index - 1])..<ends[index]]
    }

    private static func number(_ word: ArraySlice<UInt8>) -> Int? { Int(String(decoding: word, as: UTF8.self)) }
}
