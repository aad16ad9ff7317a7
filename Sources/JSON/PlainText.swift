/// Finds what a JSON string must escape: controls, `"` and `\`.
enum PlainText {
    private static let ones: UInt64 = 0x0101_0101_0101_0101
    private static let highBits: UInt64 = 0x8080_8080_8080_8080

    /// The index of the first byte at or behind `start` that needs an escape; the count where there is none.
    ///
    /// Eight bytes at a time: `(w - n) & ~w & 0x80…` has a bit where a byte is less than n ("Bit Twiddling Hacks",
    /// haszero and hasless; a bit behind the first may be false, so the word is then looked at byte by byte).
    static func end(in text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        var index = start
        while index + 8 <= text.count {
            // The base address is there, because the count is at least eight.
            let word = UnsafeRawPointer(text.baseAddress! + index).loadUnaligned(as: UInt64.self)
            if needsEscape(word) { break }
            index += 8
        }
        while index < text.count {
            let byte = text[index]
            if byte < 0x20 || byte == 0x22 || byte == 0x5C { return index }
            index += 1
        }
        return index
    }

    @inline(__always)
    private static func needsEscape(_ word: UInt64) -> Bool {
        let quote = word ^ ones &* 0x22
        let backslash = word ^ ones &* 0x5C
        let controls = (word &- ones &* 0x20) & ~word
        let quotes = (quote &- ones) & ~quote
        let backslashes = (backslash &- ones) & ~backslash
        return (controls | quotes | backslashes) & highBits != 0
    }
}
