/// Text in Windows-1252, which is what files named Latin-1 hold (https://encoding.spec.whatwg.org/#names-and-labels).
enum SingleByteText {
    /// What 0x80 to 0x9F stand for; 0 for the five that stand for nothing.
    private static let upper: [UInt16] = [
        0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0,
        0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E,
        0x0178,
    ]

    /// `bytes` as UTF-8. Nil where a byte stands for nothing, or where any of them are UTF-8 beyond ASCII: then the text
    /// is UTF-8 that was damaged, and nothing tells what it said.
    static func utf8(of bytes: [UInt8]) -> [UInt8]? {
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count + bytes.count / 8)
        for (index, byte) in bytes.enumerated() {
            guard byte >= 0x80 else {
                text.append(byte)
                continue
            }
            let unit = byte < 0xA0 ? upper[Int(byte) - 0x80] : UInt16(byte)
            guard unit != 0, !isUTF8(bytes, at: index), let scalar = Unicode.Scalar(unit) else { return nil }
            text.append(contentsOf: String(Character(scalar)).utf8)
        }
        return text
    }

    /// Whether a lead byte stands at `index` with as many continuation bytes behind it as it announces.
    private static func isUTF8(_ bytes: [UInt8], at index: Int) -> Bool {
        let length =
            bytes[index] & 0xE0 == 0xC0 ? 2 : bytes[index] & 0xF0 == 0xE0 ? 3 : bytes[index] & 0xF8 == 0xF0 ? 4 : 0
        guard length > 0, index + length <= bytes.count else { return false }
        return bytes[(index + 1)..<(index + length)].allSatisfy { $0 & 0xC0 == 0x80 }
    }
}
