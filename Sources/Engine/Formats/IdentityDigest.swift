internal import Hashing

/// 128 bits that stand for what a finding is, wherever in the report it is written.
struct IdentityDigest: Comparable, Hashable {
    let high: UInt64
    let low: UInt64

    static func < (left: IdentityDigest, right: IdentityDigest) -> Bool {
        left.high != right.high ? left.high < right.high : left.low < right.low
    }

    var fingerprint: Fingerprint { Fingerprint(high: high, low: low) }

    private var bytes: [UInt8] {
        (0..<16).map { index in
            UInt8(truncatingIfNeeded: (index < 8 ? high : low) >> UInt64(56 - index % 8 * 8))
        }
    }

    /// The identity of the `number`th of several findings that are otherwise the same.
    func occurrence(_ number: Int) -> IdentityDigest {
        guard number > 0 else { return self }
        var writer = IdentityWriter()
        writer.begin("occurrence")
        writer.field(bytes)
        writer.field("\(number)")
        return writer.digest()
    }
}

/// Gathers an identity's fields, each with its length before it, so that ("ab", "c") is not ("a", "bc").
struct IdentityWriter {
    private var bytes: [UInt8] = []

    /// Drops what was gathered; `scheme` names what fields follow.
    mutating func begin(_ scheme: StaticString) {
        bytes.removeAll(keepingCapacity: true)
        scheme.withUTF8Buffer { field($0) }
    }

    /// How much is gathered, for `keep`.
    var count: Int { bytes.count }

    /// Drops what was gathered behind the first `count` bytes: fields that many identities begin with are written once.
    mutating func keep(_ count: Int) { bytes.removeLast(bytes.count - count) }

    mutating func field(_ text: String) {
        var text = text
        text.withUTF8 { field($0) }
    }

    mutating func field(_ content: some Collection<UInt8>) {
        withUnsafeBytes(of: UInt32(content.count).littleEndian) { bytes.append(contentsOf: $0) }
        bytes.append(contentsOf: content)
    }

    /// The first 128 bits of SHA-256.
    func digest() -> IdentityDigest {
        let (high, low) = Digest.first128(of: bytes)
        return IdentityDigest(high: high, low: low)
    }
}
