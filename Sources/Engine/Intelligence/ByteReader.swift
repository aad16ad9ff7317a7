/// Walks bytes by hand, so that a feed's hundreds of thousands of rows cost no string.
struct ByteReader {
    let bytes: UnsafeBufferPointer<UInt8>
    private(set) var at = 0

    init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    var isAtEnd: Bool { at >= bytes.count }
    var next: UInt8? { isAtEnd ? nil : bytes[at] }

    /// Steps over `byte` if it comes next.
    @inline(__always)
    mutating func skip(_ byte: UInt8) -> Bool {
        guard at < bytes.count, bytes[at] == byte else { return false }
        at += 1
        return true
    }

    /// Steps over the end of a line, LF or CRLF; the end of the bytes is one too.
    @inline(__always)
    mutating func skipLineEnd() -> Bool {
        _ = skip(UInt8(ascii: "\r"))
        return skip(UInt8(ascii: "\n")) || isAtEnd
    }

    /// The rest of the line without its end, which is stepped over.
    mutating func line() -> String {
        let start = at
        while at < bytes.count, bytes[at] != UInt8(ascii: "\n") { at += 1 }
        var text = bytes[start..<at]
        if text.last == UInt8(ascii: "\r") { text = text.dropLast() }
        _ = skip(UInt8(ascii: "\n"))
        return String(decoding: text, as: UTF8.self)
    }

    /// A CVE id (either case of the prefix).
    @inline(__always)
    mutating func cve() -> CVEID? {
        guard skipLetter("C"), skipLetter("V"), skipLetter("E"), skip(UInt8(ascii: "-")) else { return nil }
        let yearStart = at
        let year = digits()
        guard at - yearStart == 4, skip(UInt8(ascii: "-")) else { return nil }
        let start = at
        let number = digits()
        let count = at - start
        guard (4...14).contains(count), count == 4 || bytes[start] != UInt8(ascii: "0") else { return nil }
        return CVEID(year: year, number: number)
    }

    /// A decimal number with at most 18 significant digits, as mantissa × 10^exponent; signs are refused.
    @inline(__always)
    mutating func decimal() -> (mantissa: Int64, exponent: Int)? {
        var mantissa: Int64 = 0
        var exponent = 0
        var count = 0
        var isBehindPoint = false
        while at < bytes.count {
            let byte = bytes[at]
            if byte == UInt8(ascii: "."), !isBehindPoint {
                isBehindPoint = true
            } else if byte >= 48, byte <= 57 {
                count += 1
                let isKept = mantissa < 100_000_000_000_000_000
                if isKept { mantissa = mantissa * 10 + Int64(byte - 48) }
                exponent += (isKept ? 0 : 1) - (isBehindPoint ? 1 : 0)
            } else {
                break
            }
            at += 1
        }
        guard count > 0, let power = power() else { return nil }
        return (mantissa, exponent + power)
    }

    /// The `e-05` of a number in scientific notation; 0 where there is none, nil where it is malformed.
    private mutating func power() -> Int? {
        guard at < bytes.count, bytes[at] | 0x20 == UInt8(ascii: "e") else { return 0 }
        at += 1
        let isNegative = skip(UInt8(ascii: "-"))
        if !isNegative { _ = skip(UInt8(ascii: "+")) }
        let start = at
        let value = digits()
        guard (1...4).contains(at - start) else { return nil }
        return isNegative ? -Int(value) : Int(value)
    }

    /// Digits as a number; digits beyond 18 are stepped over and not counted.
    @inline(__always)
    private mutating func digits() -> Int64 {
        var value: Int64 = 0
        while at < bytes.count, bytes[at] >= 48, bytes[at] <= 57 {
            if value < 100_000_000_000_000_000 { value = value * 10 + Int64(bytes[at] - 48) }
            at += 1
        }
        return value
    }

    @inline(__always)
    private mutating func skipLetter(_ letter: Unicode.Scalar) -> Bool {
        guard at < bytes.count, bytes[at] & 0xDF == UInt8(letter.value) else { return false }
        at += 1
        return true
    }
}
