/// The grammar of numbers (RFC 8259 section 6).
enum JSONNumber {
    /// Whether `token` is a number from its first byte to its last.
    static func isWhole(_ token: some Collection<UInt8>) -> Bool {
        var scan = Scan(token)
        return scan.number() == .whole
    }

    /// Whether `token` could become a number with more bytes behind it.
    static func isBeginning(_ token: some Collection<UInt8>) -> Bool {
        var scan = Scan(token)
        return scan.number() == .cut
    }

    private enum Outcome { case cut, whole, wrong }

    private struct Scan<Bytes: Collection> where Bytes.Element == UInt8 {
        private var rest: Bytes.SubSequence

        init(_ bytes: Bytes) { rest = bytes[...] }

        mutating func number() -> Outcome {
            _ = skip(UInt8(ascii: "-"))
            guard let first = rest.first else { return .cut }
            if first == UInt8(ascii: "0") { rest = rest.dropFirst() } else if !digits() { return .wrong }
            if skip(UInt8(ascii: ".")), !digits() { return rest.isEmpty ? .cut : .wrong }
            if skip(UInt8(ascii: "e")) || skip(UInt8(ascii: "E")) {
                if !skip(UInt8(ascii: "+")) { _ = skip(UInt8(ascii: "-")) }
                if !digits() { return rest.isEmpty ? .cut : .wrong }
            }
            return rest.isEmpty ? .whole : .wrong
        }

        private mutating func skip(_ byte: UInt8) -> Bool {
            guard rest.first == byte else { return false }
            rest = rest.dropFirst()
            return true
        }

        /// At least one digit.
        private mutating func digits() -> Bool {
            let before = rest
            rest = rest.drop { (48...57).contains($0) }
            return rest.startIndex != before.startIndex
        }
    }
}
