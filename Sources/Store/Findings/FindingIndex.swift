internal import Hashing
internal import JSON

/// Where each finding stands in a canonical document, and what tells a changed one: so that two scans are compared, and the
/// few findings that changed are copied, without parsing either.
///
/// One entry is 32 bytes: fingerprint (16), hash of the finding's bytes (8, FNV-1a), offset (4) and length (4) within the
/// document, in network byte order; entries ascend by fingerprint. The first 24 bytes are a member of a `finding_set`.
struct FindingIndex {
    static let entrySize = 32

    let bytes: [UInt8]

    init(stored bytes: [UInt8]) { self.bytes = bytes }

    /// Throws `damaged` for anything but a canonical document whose findings ascend by fingerprint.
    init(of document: [UInt8]) throws(StoreError) {
        guard let list = CanonicalSlice.member("findings", of: document) else { throw Self.damaged }
        var bytes: [UInt8] = []
        var last: [UInt8] = []
        for element in CanonicalSlice.elements(of: list, in: document) {
            let finding = Array(document[element])
            guard let range = CanonicalSlice.member("fingerprint", of: finding), range.count == 34,
                let fingerprint = Hex.decode(String(decoding: finding[range.dropFirst().dropLast()], as: UTF8.self)),
                last.lexicographicallyPrecedes(fingerprint)
            else { throw Self.damaged }
            bytes += fingerprint
            bytes.append(bigEndian: Self.hash(finding))
            bytes.append(bigEndian: UInt32(element.lowerBound))
            bytes.append(bigEndian: UInt32(element.count))
            last = fingerprint
        }
        self.bytes = bytes
    }

    var count: Int { bytes.count / Self.entrySize }

    /// The entries' first 24 bytes.
    var members: [UInt8] {
        var members: [UInt8] = []
        members.reserveCapacity(count * FindingMember.size)
        for index in 0..<count { members += bytes[(index * Self.entrySize)...].prefix(FindingMember.size) }
        return members
    }

    /// Each finding's place in its document.
    var places: [FingerprintBytes: Place] {
        let words = BigEndianWords.list(bytes)
        var places: [FingerprintBytes: Place] = [:]
        places.reserveCapacity(count)
        for at in stride(from: 0, to: words.count - 3, by: 4) {
            places[FingerprintBytes(high: words[at], low: words[at + 1])] = Place(
                offset: Int32(truncatingIfNeeded: words[at + 3] >> 32), length: Int32(truncatingIfNeeded: words[at + 3])
            )
        }
        return places
    }

    /// A finding's bytes within its document.
    struct Place: Hashable, Sendable {
        let offset: Int32
        let length: Int32
    }

    private static let damaged = StoreError(
        .damaged, "a document is not canonical: its findings must ascend by fingerprint")

    private static func hash(_ bytes: [UInt8]) -> UInt64 {
        bytes.withUnsafeBufferPointer { bytes in
            var value: UInt64 = 0xcbf2_9ce4_8422_2325
            for byte in bytes { value = (value ^ UInt64(byte)) &* 0x100_0000_01b3 }
            return value
        }
    }
}

extension [UInt8] {
    mutating func append(bigEndian value: some FixedWidthInteger) {
        Swift.withUnsafeBytes(of: value.bigEndian) { append(contentsOf: $0) }
    }
}
