/// A finding as a `finding_set` holds it: who it is, and a hash of what it says.
struct FindingMember: Hashable, Sendable {
    static let size = 24

    let fingerprint: FingerprintBytes
    /// FNV-1a of the finding's canonical bytes.
    let content: UInt64

    /// `bytes` holds members one behind the other.
    static func list(_ bytes: [UInt8]) -> [FindingMember] {
        let words = BigEndianWords.list(bytes)
        return stride(from: 0, to: words.count - 2, by: 3).map { at in
            FindingMember(
                fingerprint: FingerprintBytes(high: words[at], low: words[at + 1]), content: words[at + 2])
        }
    }

    /// Both lists as one, packed and ascending; of a finding that both have, the `newer` says what it says.
    static func bytes(of older: [FindingMember], and newer: [FindingMember]) -> [UInt8] {
        var contents = Dictionary(uniqueKeysWithValues: older.map { ($0.fingerprint, $0.content) })
        for member in newer { contents[member.fingerprint] = member.content }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(contents.count * size)
        for (fingerprint, content) in contents.sorted(by: { $0.key < $1.key }) {
            bytes += fingerprint.bytes
            bytes.append(bigEndian: content)
        }
        return bytes
    }
}

/// The 128 bits of a fingerprint.
struct FingerprintBytes: Comparable, Hashable, Sendable {
    let high: UInt64
    let low: UInt64

    var bytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.append(bigEndian: high)
        bytes.append(bigEndian: low)
        return bytes
    }

    static func < (left: FingerprintBytes, right: FingerprintBytes) -> Bool {
        (left.high, left.low) < (right.high, right.low)
    }
}

/// 64-bit words in network byte order, as the packed columns hold them.
enum BigEndianWords {
    static func list(_ bytes: [UInt8]) -> [UInt64] {
        bytes.withUnsafeBytes { raw in
            stride(from: 0, to: raw.count - 7, by: 8).map { at in
                UInt64(bigEndian: raw.loadUnaligned(fromByteOffset: at, as: UInt64.self))
            }
        }
    }
}

/// What differs between two sorted lists.
enum SortedDifference<Element> {
    case added(Element)
    case changed(Element)
    case removed(Element)

    /// Walks both lists once. Both ascend by `key` and have each key once.
    static func between<Key: Comparable>(
        _ old: [Element], _ new: [Element], by key: (Element) -> Key, isEqual: (Element, Element) -> Bool
    ) -> [SortedDifference] {
        var differences: [SortedDifference] = []
        var at = 0
        for element in new {
            while at < old.count, key(old[at]) < key(element) {
                differences.append(.removed(old[at]))
                at += 1
            }
            guard at < old.count, key(old[at]) == key(element) else {
                differences.append(.added(element))
                continue
            }
            if !isEqual(old[at], element) { differences.append(.changed(element)) }
            at += 1
        }
        return differences + old[at...].map { .removed($0) }
    }
}
