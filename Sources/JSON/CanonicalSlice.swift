/// Finds members of a canonical JSON object without parsing what is in them.
public enum CanonicalSlice {
    /// The range of the value of the top-level member `key` of `object`, or nil.
    ///
    /// `object` must be valid canonical JSON (RFC 8785); a key that needs escapes is never found.
    public static func member(_ key: StaticString, of object: [UInt8]) -> Range<Int>? {
        object.withUnsafeBufferPointer { member(key, of: $0) }
    }

    /// The range of each element of the array at `list`, in order; none where it is no array.
    public static func elements(of list: Range<Int>, in object: [UInt8]) -> [Range<Int>] {
        object.withUnsafeBufferPointer { bytes in
            guard list.count > 2, bytes[list.lowerBound] == UInt8(ascii: "[") else { return [] }
            var ranges: [Range<Int>] = []
            var at = list.lowerBound + 1
            while at < list.upperBound - 1 {
                let stop = end(ofValueAt: at, in: bytes)
                ranges.append(at..<stop)
                at = stop + 1
            }
            return ranges
        }
    }

    private static func member(_ key: StaticString, of bytes: UnsafeBufferPointer<UInt8>) -> Range<Int>? {
        guard bytes.first == UInt8(ascii: "{") else { return nil }
        var at = 1
        while at < bytes.count, bytes[at] == UInt8(ascii: "\"") {
            let nameEnd = end(ofStringAt: at, in: bytes)
            let start = nameEnd + 1
            guard start < bytes.count else { return nil }
            let stop = end(ofValueAt: start, in: bytes)
            if isSame(bytes[(at + 1)..<(nameEnd - 1)], key) { return start..<stop }
            at = stop + 1
        }
        return nil
    }

    private static func isSame(_ name: Slice<UnsafeBufferPointer<UInt8>>, _ key: StaticString) -> Bool {
        key.withUTF8Buffer { name.elementsEqual($0) }
    }

    /// The index behind the closing quote of the string whose opening quote is at `start`.
    private static func end(ofStringAt start: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int {
        var at = start + 1
        while at < bytes.count {
            switch bytes[at] {
            case UInt8(ascii: "\\"): at += 2
            case UInt8(ascii: "\""): return at + 1
            default: at += 1
            }
        }
        return bytes.count
    }

    /// The index of the comma or brace behind the value that begins at `start`.
    private static func end(ofValueAt start: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int {
        var at = start
        var depth = 0
        while at < bytes.count {
            switch bytes[at] {
            case UInt8(ascii: "\""):
                at = end(ofStringAt: at, in: bytes)
                continue
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                if depth == 0 { return at }
                depth -= 1
            case UInt8(ascii: ","):
                if depth == 0 { return at }
            default: break
            }
            at += 1
        }
        return bytes.count
    }
}
