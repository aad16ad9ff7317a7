/// Refuses, before it is parsed, a text that is nested without bound or compares what aliases expand to: the parser works
/// recursively, and compares a mapping's keys.
enum YAMLGuard {
    /// Columns before a line's first content; list dashes count as columns.
    private static let columnLimit = 1_000
    /// Brackets open at once.
    private static let bracketLimit = 1_000

    static func check(_ text: String) throws(YAMLError) {
        var text = text
        let found: String? = text.withUTF8 { Self.problem(in: $0) }
        if let found { throw YAMLError(description: found) }
    }

    private static func problem(in utf8: UnsafeBufferPointer<UInt8>) -> String? {
        var column = 0
        var isIndented = true
        var open = 0
        for (index, byte) in utf8.enumerated() {
            switch byte {
            case UInt8(ascii: "\n"):
                column = 0
                isIndented = true
                continue
            case UInt8(ascii: "["), UInt8(ascii: "{"): open += 1
            case UInt8(ascii: "]"), UInt8(ascii: "}"): open = max(open - 1, 0)
            case UInt8(ascii: "*") where isKey(utf8, from: index): return "an alias as a key is not supported"
            default: break
            }
            isIndented =
                isIndented && (byte == UInt8(ascii: " ") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "?"))
            if isIndented { column += 1 }
            guard column <= columnLimit, open <= bracketLimit else { return "this is nested too deeply" }
        }
        return nil
    }

    /// Whether `*name` stands where a key does: at a line's head or behind a bracket, a comma or `?`, with a colon behind.
    private static func isKey(_ utf8: UnsafeBufferPointer<UInt8>, from star: Int) -> Bool {
        var before = star - 1
        while before >= 0, utf8[before] == UInt8(ascii: " ") { before -= 1 }
        if before >= 0, utf8[before] == UInt8(ascii: "?") { return true }
        guard before < 0 || "\n{[,-".utf8.contains(utf8[before]) else { return false }
        var after = star + 1
        while after < utf8.count, after - star < 256, isNameByte(utf8[after]) { after += 1 }
        let hasName = after > star + 1
        while after < utf8.count, utf8[after] == UInt8(ascii: " ") { after += 1 }
        return hasName && after < utf8.count && utf8[after] == UInt8(ascii: ":")
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || byte == UInt8(ascii: "_")
            || byte == UInt8(ascii: "-")
    }
}
