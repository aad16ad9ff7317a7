/// One line for people out of a tool's message.
enum DisplayText {
    /// Bytes after which a line is cut.
    static let limit = 240

    static func line(_ text: String) -> String {
        var text = text
        return text.withUTF8 { line($0) }
    }

    /// The first paragraph as one line, blanks folded, cut after `limit` bytes; `[label](target)` becomes `label`.
    static func line(_ utf8: UnsafeBufferPointer<UInt8>) -> String {
        if isPlain(utf8) { return String(decoding: utf8, as: UTF8.self) }
        var line: [UInt8] = []
        line.reserveCapacity(min(utf8.count, limit) + 8)
        var at = 0
        var hasGap = false
        while at < utf8.count, line.count <= limit {
            let byte = utf8[at]
            if byte <= 0x20 {
                if isParagraphEnd(utf8, at), !line.isEmpty { break }
                hasGap = true
                at += 1
                continue
            }
            if hasGap, !line.isEmpty { line.append(0x20) }
            hasGap = false
            at = append(utf8, at, to: &line)
        }
        return String(decoding: cut(line), as: UTF8.self)
    }

    private static func isPlain(_ utf8: UnsafeBufferPointer<UInt8>) -> Bool {
        guard utf8.count <= limit, let first = utf8.first, let last = utf8.last, first > 0x20, last > 0x20 else {
            return false
        }
        return !hasSpecial(utf8)
    }

    /// Whether a control or a `[` stands in the text: eight bytes at a time, as in "Bit Twiddling Hacks" (haszero, hasless).
    private static func hasSpecial(_ utf8: UnsafeBufferPointer<UInt8>) -> Bool {
        let ones: UInt64 = 0x0101_0101_0101_0101
        var index = 0
        while index + 8 <= utf8.count {
            // The base address is there, because the count is at least eight.
            let word = UnsafeRawPointer(utf8.baseAddress! + index).loadUnaligned(as: UInt64.self)
            let bracket = word ^ ones &* UInt64(UInt8(ascii: "["))
            let found = ((word &- ones &* 0x20) & ~word) | ((bracket &- ones) & ~bracket)
            // Beyond ASCII no bit is set, so what is found is really there.
            if found & (ones &* 0x80) != 0 { return true }
            index += 8
        }
        return utf8[index...].contains { $0 < 0x20 || $0 == UInt8(ascii: "[") }
    }

    private static func isParagraphEnd(_ utf8: UnsafeBufferPointer<UInt8>, _ at: Int) -> Bool {
        guard utf8[at] == 0x0A else { return false }
        var next = at + 1
        while next < utf8.count, utf8[next] == 0x0D || utf8[next] == 0x20 || utf8[next] == 0x09 { next += 1 }
        return next < utf8.count && utf8[next] == 0x0A
    }

    /// Appends what stands at `at` and returns the index behind it: one byte, or a link's label (SARIF 3.11.6).
    private static func append(_ utf8: UnsafeBufferPointer<UInt8>, _ at: Int, to line: inout [UInt8]) -> Int {
        guard utf8[at] == UInt8(ascii: "["), let label = utf8[at...].firstIndex(of: UInt8(ascii: "]")),
            label + 1 < utf8.count, utf8[label + 1] == UInt8(ascii: "("),
            let end = utf8[label...].firstIndex(of: UInt8(ascii: ")"))
        else {
            line.append(utf8[at])
            return at + 1
        }
        line.append(contentsOf: utf8[(at + 1)..<label])
        return end + 1
    }

    private static func cut(_ line: [UInt8]) -> [UInt8] {
        guard line.count > limit else { return line }
        var end = limit
        while end > 0, line[end] & 0xC0 == 0x80 { end -= 1 }
        return line[..<end] + Array("…".utf8)
    }
}
