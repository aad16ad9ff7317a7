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

    /// The lane that a tenant's jobs share with the tenants of the same hash, from 0.
    public func lane(tenant: String) -> Int { lanes == 1 ? 0 : Int(hash([tenant]) % UInt64(lanes)) }

    private func hash(_ parts: [String]) -> UInt64 {
        var value: UInt64 = 0xcbf2_9ce4_8422_2325
        for part in parts {
            for byte in "\(part.utf8.count):\(part)".utf8 { value = (value ^ UInt64(byte)) &* 0x100_0000_01b3 }
        }
        return value
    }
}
