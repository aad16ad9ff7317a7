/// Which shard holds a service's keys, and which lane a tenant's jobs wait in.
///
/// FNV-1a over the parts with their lengths, so that the answer is the same on each machine and in each version.
public struct ShardMap: Hashable, Sendable {
    /// The number of shards; changed only after a drain.
    public let shards: Int
    /// The number of lanes in a class, 1 to 100.
    public let lanes: Int

    public init(shards: Int = 1, lanes: Int = 1) {
        precondition(shards > 0 && (1...100).contains(lanes), "a fleet has a shard, and 1 to 100 lanes")
        self.shards = shards
        self.lanes = lanes
    }

    /// The shard of a service, from 0.
    public func shard(tenant: String, service: String) -> Int {
        shards == 1 ? 0 : Int(hash([tenant, service]) % UInt64(shards))
    }

    /// The two lanes, from 0, that a tenant's jobs wait in, whichever is shorter. One tenant's flood fills two; another
    /// tenant has both of them in common with it once in n(n-1)/2 pairs of tenants (shuffle sharding).
    public func lanes(tenant: String) -> (Int, Int) {
        guard lanes > 1 else { return (0, 0) }
        let first = Int(hash([tenant]) % UInt64(lanes))
        let step = 1 + Int(hash([tenant, "second"]) % UInt64(lanes - 1))
        return (first, (first + step) % lanes)
    }

    private func hash(_ parts: [String]) -> UInt64 {
        var value: UInt64 = 0xcbf2_9ce4_8422_2325
        for part in parts {
            for byte in "\(part.utf8.count):\(part)".utf8 { value = (value ^ UInt64(byte)) &* 0x100_0000_01b3 }
        }
        return value
    }
}
