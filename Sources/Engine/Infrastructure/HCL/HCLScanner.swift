/// Moves over the bytes of an HCL text once, from the first to the last.
struct HCLScanner {
    let bytes: [UInt8]
    private(set) var at = 0
    /// One-based.
    private(set) var line = 1

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { at = 3 }
    }

    var isAtEnd: Bool { at >= bytes.count }

    var next: UInt8? { at < bytes.count ? bytes[at] : nil }

    func peek(_ offset: Int) -> UInt8? { at + offset < bytes.count ? bytes[at + offset] : nil }

    func isAt(_ text: StaticString) -> Bool {
        text.withUTF8Buffer { bytes[at...].starts(with: $0) }
    }

    mutating func advance(_ count: Int = 1) {
        let end = min(at + count, bytes.count)
        while at < end {
            if bytes[at] == UInt8(ascii: "\n") { line += 1 }
            at += 1
        }
    }

    mutating func take(_ text: StaticString) -> Bool {
        guard isAt(text) else { return false }
        advance(text.utf8CodeUnitCount)
        return true
    }

    /// Passes over blanks and comments, and over line ends where these mean nothing.
    mutating func skipBlanks(andLines: Bool) {
        while let byte = next {
            switch byte {
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): advance()
            case UInt8(ascii: "\n"):
                guard andLines else { return }
                advance()
            case UInt8(ascii: "#"): skipLine()
            case UInt8(ascii: "/") where peek(1) == UInt8(ascii: "/"): skipLine()
            case UInt8(ascii: "/") where peek(1) == UInt8(ascii: "*"): skipComment()
            default: return
            }
        }
    }

    /// A name, or nil where none begins.
    mutating func identifier() -> String? {
        guard let first = next, Self.isNameStart(first) else { return nil }
        let start = at
        while let byte = next, Self.isNameStart(byte) || (48...57).contains(byte) || byte == UInt8(ascii: "-") {
            advance()
        }
        return String(decoding: bytes[start..<at], as: UTF8.self)
    }

    /// The text up to the line's end, without it.
    mutating func restOfLine() -> ArraySlice<UInt8> {
        let start = at
        skipLine()
        return bytes[start..<at]
    }

    func error(_ message: String) -> HCLError { HCLError(line: line, message: message) }

    private mutating func skipLine() {
        while let byte = next, byte != UInt8(ascii: "\n") { advance() }
    }

    private mutating func skipComment() {
        while !isAtEnd, !isAt("*/") { advance() }
        advance(2)
    }

    private static func isNameStart(_ byte: UInt8) -> Bool {
        (65...90).contains(byte) || (97...122).contains(byte) || byte == UInt8(ascii: "_") || byte >= 0x80
    }
}
