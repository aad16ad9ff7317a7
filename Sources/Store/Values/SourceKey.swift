/// A source of a service: what sequences, current decisions and findings belong to.
struct SourceKey: Comparable, Hashable, Sendable {
    let tenant: String
    let service: String
    let source: String

    static func < (left: SourceKey, right: SourceKey) -> Bool {
        (left.tenant, left.service, left.source) < (right.tenant, right.service, right.source)
    }

    /// The advisory lock that serialises its decisions: FNV-1a over the parts with their lengths. Two sources that share
    /// one only wait for each other.
    var lock: Int64 {
        var value: UInt64 = 0xcbf2_9ce4_8422_2325
        for part in [tenant, service, source] {
            for byte in "\(part.utf8.count):\(part)".utf8 { value = (value ^ UInt64(byte)) &* 0x100_0000_01b3 }
        }
        return Int64(bitPattern: value)
    }
}
