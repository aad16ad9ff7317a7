internal import Glibc
internal import JSON

/// Walks the members of one JSON object without spaces; the buffer outlives the scanner.
struct MemberScanner {
    /// A member's name, as it stands between its quotes.
    struct Key {
        let start: Int
        let count: Int
    }

    private let bytes: UnsafeBufferPointer<UInt8>
    private var at = 0
    private var hasClosed = false

    init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    var isAtEnd: Bool { hasClosed && at == bytes.count }

    mutating func open() -> Bool { take(UInt8(ascii: "{")) }

    /// The next member's name; nil at the object's end and where the text is malformed (then `isAtEnd` is false).
    mutating func nextKey() -> Key? {
        if take(UInt8(ascii: "}")) {
            hasClosed = true
            return nil
        }
        guard at == 1 || take(UInt8(ascii: ",")) else { return nil }
        guard let text = stringRange(), take(UInt8(ascii: ":")) else { return nil }
        return Key(start: text.lowerBound, count: text.count)
    }

    func `is`(_ key: Key, _ name: StaticString) -> Bool {
        guard key.count == name.utf8CodeUnitCount, let base = bytes.baseAddress else { return false }
        return memcmp(base + key.start, name.utf8Start, key.count) == 0
    }

    /// A whole number of at most 18 digits.
    mutating func integer(into value: inout Int64) -> Bool {
        let isNegative = take(UInt8(ascii: "-"))
        let start = at
        var number: Int64 = 0
        while at < bytes.count, at - start < 18, case let digit = bytes[at] &- UInt8(ascii: "0"), digit < 10 {
            number = number * 10 + Int64(digit)
            at += 1
        }
        guard at > start, isAtValueEnd else { return false }
        value = isNegative ? -number : number
        return true
    }

    mutating func string() -> String? {
        guard let range = stringRange() else { return nil }
        let text = UnsafeBufferPointer(rebasing: bytes[range])
        if text.contains(UInt8(ascii: "\\")) { return Self.unescaped(text) }
        // Most names are ASCII, whose copy needs no second look.
        if text.allSatisfy({ $0 < 0x80 }) { return String(decoding: text, as: UTF8.self) }
        return String(validating: text, as: UTF8.self)
    }

    /// The bytes of an object, whose inside is only checked for matching brackets.
    mutating func object() -> [UInt8]? {
        guard at < bytes.count, bytes[at] == UInt8(ascii: "{"), let range = skipValue() else { return nil }
        return Array(bytes[range])
    }

    mutating func steps() -> [TimelineStep]? {
        guard let range = skipValue() else { return nil }
        if range.count == 2 { return bytes[range.lowerBound] == UInt8(ascii: "[") ? [] : nil }
        guard let value = try? JSONValue(parsing: Array(bytes[range])) else { return nil }
        return value.array?.map(TimelineStep.init)
    }

    /// Steps over any value; nil when the text ends inside it.
    mutating func skipValue() -> Range<Int>? {
        let start = at
        var depth = 0
        while at < bytes.count {
            switch bytes[at] {
            case UInt8(ascii: "\""):
                guard stringRange() != nil else { return nil }
                continue
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                if depth == 0 { return at > start ? start..<at : nil }
                depth -= 1
            case UInt8(ascii: ","):
                if depth == 0 { return at > start ? start..<at : nil }
            default: break
            }
            at += 1
        }
        return nil
    }

    private var isAtValueEnd: Bool {
        at < bytes.count && (bytes[at] == UInt8(ascii: ",") || bytes[at] == UInt8(ascii: "}"))
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard at < bytes.count, bytes[at] == byte else { return false }
        at += 1
        return true
    }

    /// The range between the quotes of the string that begins here.
    private mutating func stringRange() -> Range<Int>? {
        guard take(UInt8(ascii: "\"")) else { return nil }
        let start = at
        while at < bytes.count {
            switch bytes[at] {
            case UInt8(ascii: "\\"): at += 2
            case UInt8(ascii: "\""):
                defer { at += 1 }
                return start..<at
            default: at += 1
            }
        }
        return nil
    }

    private static func unescaped(_ text: UnsafeBufferPointer<UInt8>) -> String? {
        let quote = [UInt8(ascii: "\"")]
        return (try? JSONValue(parsing: [UInt8(ascii: "[")] + quote + text + quote + [UInt8(ascii: "]")]))?.array?[0]
            .string
    }
}

extension TimelineStep {
    /// A step from its JSON; members that are absent are empty, because a timeline only informs.
    init(_ value: JSONValue) {
        self.init(
            stage: value["stage"]?.string ?? "", at: value["at"]?.integer ?? 0, worker: value["worker"]?.string ?? "",
            delivery: Int(clamping: value["delivery"]?.integer ?? 0), milliseconds: value["ms"]?.integer ?? 0,
            queueMilliseconds: value["queue"]?.integer ?? 0, digest: value["digest"]?.string ?? "",
            error: value["error"]?.string ?? "")
    }
}
