/// Base 64 (RFC 4648 section 4), in which some interfaces carry reports.
enum Base64 {
    /// The bytes that `text` stands for, with or without padding; white space is passed over. Nil where anything else
    /// stands in it, or nothing.
    static func decoded(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
        var decoded: [UInt8] = []
        decoded.reserveCapacity(text.count / 4 * 3 + 3)
        var bits: UInt32 = 0
        var held = 0
        var padding = 0
        for byte in text {
            let value = values[Int(byte)]
            if value < 64, padding == 0 {
                bits = bits << 6 | UInt32(value)
                held += 6
                guard held >= 8 else { continue }
                held -= 8
                decoded.append(UInt8(truncatingIfNeeded: bits >> UInt32(held)))
            } else if byte == UInt8(ascii: "=") {
                padding += 1
            } else if byte != 0x20, !(0x09...0x0D).contains(byte) {
                return nil
            }
        }
        // Six bits left over are a character too many: four make three bytes, three make two, two make one.
        guard held < 6, padding <= 2, !decoded.isEmpty else { return nil }
        return decoded
    }

    /// The value of each character; 255 for what is none.
    private static let values: [UInt8] = {
        var values = [UInt8](repeating: 255, count: 256)
        let alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
        for (value, byte) in alphabet.utf8.enumerated() { values[Int(byte)] = UInt8(value) }
        return values
    }()
}
