/// Writes canonical JSON (RFC 8785) without building a tree first.
///
/// Members must be written in the order of their names' UTF-16 code units; debug builds assert it.
public struct CanonicalWriter: Sendable {
    public private(set) var bytes: [UInt8] = []
    private var needsComma = false
    #if DEBUG
        private var lastKey: String?
    #endif

    public init(capacity: Int = 256) { bytes.reserveCapacity(capacity) }

    public mutating func object(_ body: (inout CanonicalWriter) throws -> Void) rethrows {
        try container(UInt8(ascii: "{"), UInt8(ascii: "}"), body)
    }

    public mutating func array(_ body: (inout CanonicalWriter) throws -> Void) rethrows {
        try container(UInt8(ascii: "["), UInt8(ascii: "]"), body)
    }

    /// A member's name; its value follows.
    public mutating func key(_ name: StaticString) {
        separate()
        checkOrder("\(name)")
        bytes.append(UInt8(ascii: "\""))
        name.withUTF8Buffer { bytes.append(contentsOf: $0) }
        bytes.append(UInt8(ascii: "\""))
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }

    /// A member's name that may need escapes.
    public mutating func key(_ name: String) {
        separate()
        checkOrder(name)
        quote(name)
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }

    public mutating func string(_ value: String) {
        separate()
        quote(value)
    }

    public mutating func integer(_ value: some BinaryInteger) { integer(Int64(value)) }

    /// The same without the cost of a generic call from another module.
    public mutating func integer(_ value: Int64) {
        separate()
        appendDigits(of: value)
    }

    /// A finite number as ECMAScript's Number::toString writes it (RFC 8785 section 3.2.2.3).
    public mutating func number(_ value: Double) {
        separate()
        if CanonicalFraction.append(value, to: &bytes) { return }
        bytes.append(contentsOf: CanonicalNumber.text(of: value).utf8)
    }

    public mutating func bool(_ value: Bool) { raw(Array((value ? "true" : "false").utf8)) }

    public mutating func null() { raw(Array("null".utf8)) }

    /// Bytes that are canonical JSON already.
    public mutating func raw(_ canonicalJSON: [UInt8]) {
        separate()
        bytes.append(contentsOf: canonicalJSON)
    }

    public mutating func value(_ value: JSONValue) {
        switch value {
        case .array(let elements): array { writer in for element in elements { writer.value(element) } }
        case .bool(let value): bool(value)
        case .integer(let value): integer(value)
        case .null: null()
        case .number(let value): number(value)
        case .object(let members):
            object { writer in
                for name in members.keys.sorted(by: CanonicalOrder.precedes) {
                    writer.key(name)
                    writer.value(members[name] ?? .null)
                }
            }
        case .string(let value): string(value)
        }
    }

    public mutating func member(_ name: StaticString, _ value: String) {
        key(name)
        string(value)
    }

    public mutating func member(_ name: StaticString, _ value: some BinaryInteger) {
        key(name)
        integer(value)
    }

    public mutating func member(_ name: StaticString, _ value: Int) { member(name, Int64(value)) }

    public mutating func member(_ name: StaticString, _ value: Int64) {
        key(name)
        integer(value)
    }

    public mutating func member(_ name: StaticString, _ value: Double) {
        key(name)
        number(value)
    }

    public mutating func member(_ name: StaticString, _ value: Bool) {
        key(name)
        bool(value)
    }

    private mutating func container(
        _ opening: UInt8, _ closing: UInt8, _ body: (inout CanonicalWriter) throws -> Void
    ) rethrows {
        separate()
        bytes.append(opening)
        needsComma = false
        #if DEBUG
            let outerKey = lastKey
            lastKey = nil
            defer { lastKey = outerKey }
        #endif
        try body(&self)
        bytes.append(closing)
        needsComma = true
    }

    private mutating func separate() {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
        needsComma = true
    }

    private mutating func checkOrder(_ name: @autoclosure () -> String) {
        #if DEBUG
            let name = name()
            assert(lastKey.map { CanonicalOrder.precedes($0, name) } ?? true, "\(name) is written out of order")
            lastKey = name
        #endif
    }

    private mutating func appendDigits(of value: Int64) {
        if value < 0 { bytes.append(UInt8(ascii: "-")) }
        var rest = value.magnitude
        var start = 20
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { digits in
            repeat {
                start -= 1
                digits[start] = UInt8(ascii: "0") + UInt8(rest % 10)
                rest /= 10
            } while rest > 0
            bytes.append(contentsOf: UnsafeBufferPointer(rebasing: digits[start...]))
        }
    }

    /// RFC 8785 section 3.2.2.2: the two-character escapes, \u00xx for other controls, everything else as it is.
    private mutating func quote(_ text: String) {
        var text = text
        bytes.append(UInt8(ascii: "\""))
        text.withUTF8 { utf8 in
            var clean = 0
            var index = PlainText.end(in: utf8, from: 0)
            while index < utf8.count {
                bytes.append(contentsOf: UnsafeBufferPointer(rebasing: utf8[clean..<index]))
                appendEscape(of: utf8[index])
                clean = index + 1
                index = PlainText.end(in: utf8, from: clean)
            }
            bytes.append(contentsOf: UnsafeBufferPointer(rebasing: utf8[clean...]))
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private mutating func appendEscape(of byte: UInt8) {
        bytes.append(UInt8(ascii: "\\"))
        switch byte {
        case 0x08: bytes.append(UInt8(ascii: "b"))
        case 0x09: bytes.append(UInt8(ascii: "t"))
        case 0x0A: bytes.append(UInt8(ascii: "n"))
        case 0x0C: bytes.append(UInt8(ascii: "f"))
        case 0x0D: bytes.append(UInt8(ascii: "r"))
        case 0x22, 0x5C: bytes.append(byte)
        default:
            let digits = Array("0123456789abcdef".utf8)
            bytes += [UInt8(ascii: "u"), 48, 48, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
        }
    }
}

/// The order of names in canonical JSON: by UTF-16 code units (RFC 8785 section 3.2.3).
enum CanonicalOrder {
    static func precedes(_ left: String, _ right: String) -> Bool { left.utf16.lexicographicallyPrecedes(right.utf16) }
}

/// ECMAScript's Number::toString (ECMA-262 section 6.1.6.1.20) from Swift's shortest digits.
enum CanonicalNumber {
    static func text(of value: Double) -> String {
        precondition(value.isFinite, "JSON has no infinity and no NaN")
        if value == 0 { return "0" }
        if let whole = Int64(exactly: value), abs(whole) < 1 << 53 { return String(whole) }
        let sign = value < 0 ? "-" : ""
        let (digits, exponent) = shortest(abs(value))
        return sign + layout(digits, exponent)
    }

    /// The shortest decimal digits d1…dk and n such that the value is 0.d1…dk × 10^n.
    private static func shortest(_ value: Double) -> (digits: String, exponent: Int) {
        let text = value.description
        let parts = text.split(separator: "e")
        let mantissa = parts[0].split(separator: ".", omittingEmptySubsequences: false)
        let whole = String(mantissa[0])
        let fraction = mantissa.count > 1 ? String(mantissa[1]) : ""
        var exponent = (parts.count > 1 ? Int(parts[1]) ?? 0 : 0) + whole.count
        var digits = whole + fraction
        while digits.first == "0" {
            digits.removeFirst()
            exponent -= 1
        }
        while digits.last == "0" { digits.removeLast() }
        return (digits, exponent)
    }

    private static func layout(_ digits: String, _ exponent: Int) -> String {
        let count = digits.count
        if count <= exponent, exponent <= 21 { return digits + String(repeating: "0", count: exponent - count) }
        if 0 < exponent, exponent <= 21 { return digits.prefix(exponent) + "." + digits.dropFirst(exponent) }
        if -6 < exponent, exponent <= 0 { return "0." + String(repeating: "0", count: -exponent) + digits }
        let power = exponent - 1
        let tail = count == 1 ? "" : "." + digits.dropFirst()
        return "\(digits.prefix(1))\(tail)e\(power < 0 ? "-" : "+")\(abs(power))"
    }
}
