/// The slot of a key in a cluster: CRC16 modulo 16,384 (Redis cluster specification, "Key distribution model").
enum HashSlot {
    static let count = 16_384

    /// Of what stands between the first `{` and the next `}`, when that is something; else of the whole key.
    static func of(_ key: some Collection<UInt8>) -> Int {
        guard let open = key.firstIndex(of: UInt8(ascii: "{")) else { return checksum(key) % count }
        let rest = key[key.index(after: open)...]
        guard let close = rest.firstIndex(of: UInt8(ascii: "}")), close != rest.startIndex else {
            return checksum(key) % count
        }
        return checksum(rest[..<close]) % count
    }

    /// CRC-16/XMODEM: polynomial 0x1021, from 0, not reflected.
    static func checksum(_ bytes: some Collection<UInt8>) -> Int {
        var value: UInt16 = 0
        for byte in bytes { value = (value << 8) ^ table[Int(UInt8(value >> 8) ^ byte)] }
        return Int(value)
    }

    private static let table: [UInt16] = (0..<256).map { index in
        (0..<8).reduce(UInt16(index) << 8) { value, _ in value & 0x8000 == 0 ? value << 1 : (value << 1) ^ 0x1021 }
    }
}
