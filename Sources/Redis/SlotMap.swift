/// Which node serves each slot, as the cluster last told.
struct SlotMap {
    private(set) var hosts: [RedisHost] = []
    private var owners = [Int16](repeating: -1, count: HashSlot.count)

    init() {}

    /// Reads the reply to CLUSTER SLOTS; `teller` is who gave it, for a node that does not know its own name.
    init(_ reply: RedisReply, from teller: RedisHost) throws(RedisError) {
        guard let ranges = try reply.checked().array else { throw .protocolViolation("CLUSTER SLOTS gave no list") }
        for range in ranges {
            guard let parts = range.array, parts.count >= 3, let first = parts[0].integer, let last = parts[1].integer,
                0 <= first, first <= last, last < HashSlot.count, let master = Self.host(parts[2], from: teller)
            else { throw .protocolViolation("CLUSTER SLOTS gave a malformed range") }
            let owner = position(of: master)
            for slot in Int(first)...Int(last) { owners[slot] = owner }
        }
    }

    var isEmpty: Bool { hosts.isEmpty }

    /// Nil for a slot that nobody serves.
    func owner(of slot: Int) -> RedisHost? { owners[slot] < 0 ? nil : hosts[Int(owners[slot])] }

    /// Notes one slot's new owner.
    mutating func move(_ slot: Int, to host: RedisHost) { owners[slot] = position(of: host) }

    private mutating func position(of host: RedisHost) -> Int16 {
        if let known = hosts.firstIndex(of: host) { return Int16(known) }
        hosts.append(host)
        return Int16(hosts.count - 1)
    }

    private static func host(_ reply: RedisReply, from teller: RedisHost) -> RedisHost? {
        guard let parts = reply.array, parts.count >= 2, let port = parts[1].integer.flatMap(UInt16.init(exactly:))
        else {
            return nil
        }
        let name = parts[0].text ?? ""
        return RedisHost(name.isEmpty || name == "?" ? teller.name : name, port)
    }
}
