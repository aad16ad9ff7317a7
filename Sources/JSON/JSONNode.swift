public import Glibc

/// A borrowed view on one value of a parsed document: two pointers and an index into simdjson's tape.
///
/// Valid only inside the closure of `JSONParser.withDocument`; never store one. Reading allocates nothing except where a
/// `String` is asked for. What a reader does for each value of a large document is inlinable: a call costs more than it
/// does. The tape: https://github.com/simdjson/simdjson/blob/master/doc/tape.md
public struct JSONNode {
    public enum Kind: Hashable, Sendable { case array, bool, null, number, object, string }

    @usableFromInline let tape: UnsafePointer<UInt64>
    @usableFromInline let strings: UnsafePointer<UInt8>
    @usableFromInline let at: Int

    @inlinable init(tape: UnsafePointer<UInt64>, strings: UnsafePointer<UInt8>, at: Int) {
        self.tape = tape
        self.strings = strings
        self.at = at
    }

    @inlinable var tag: UInt8 { UInt8(truncatingIfNeeded: tape[at] >> 56) }
    @inlinable var payload: UInt64 { tape[at] & 0x00FF_FFFF_FFFF_FFFF }

    public var kind: Kind {
        switch tag {
        case UInt8(ascii: "["): .array
        case UInt8(ascii: "{"): .object
        case UInt8(ascii: "\""): .string
        case UInt8(ascii: "t"), UInt8(ascii: "f"): .bool
        case UInt8(ascii: "n"): .null
        default: .number
        }
    }

    @inlinable public var isNull: Bool { tag == UInt8(ascii: "n") }
    @inlinable public var isObject: Bool { tag == UInt8(ascii: "{") }
    @inlinable public var isArray: Bool { tag == UInt8(ascii: "[") }

    @inlinable public var bool: Bool? {
        switch tag {
        case UInt8(ascii: "t"): true
        case UInt8(ascii: "f"): false
        default: nil
        }
    }

    /// Nil for a number with a fraction, an exponent, or beyond 64 bits with sign.
    @inlinable public var integer: Int64? {
        switch tag {
        case UInt8(ascii: "l"): Int64(bitPattern: tape[at + 1])
        case UInt8(ascii: "u"): Int64(exactly: tape[at + 1])
        default: nil
        }
    }

    public var double: Double? {
        switch tag {
        case UInt8(ascii: "d"): Double(bitPattern: tape[at + 1])
        case UInt8(ascii: "l"): Double(Int64(bitPattern: tape[at + 1]))
        case UInt8(ascii: "u"): Double(tape[at + 1])
        default: nil
        }
    }

    /// A copy of the text.
    public var string: String? {
        guard tag == UInt8(ascii: "\"") else { return nil }
        return String(decoding: utf8, as: UTF8.self)
    }

    /// The UTF-8 of a string, empty for anything else. Dies with the document.
    @inlinable public var utf8: UnsafeBufferPointer<UInt8> {
        guard tag == UInt8(ascii: "\"") else { return UnsafeBufferPointer(start: strings, count: 0) }
        let start = strings + Int(payload)
        let count = UnsafeRawPointer(start).loadUnaligned(as: UInt32.self)
        return UnsafeBufferPointer(start: start + 4, count: Int(UInt32(littleEndian: count)))
    }

    /// Whether this is the string `text`.
    @inlinable public func stringEquals(_ text: StaticString) -> Bool {
        guard tag == UInt8(ascii: "\"") else { return false }
        let own = utf8
        guard own.count == text.utf8CodeUnitCount, let base = own.baseAddress else { return false }
        return memcmp(base, text.utf8Start, own.count) == 0
    }

    /// The number of elements or members; 0 for a scalar.
    public var count: Int {
        guard isArray || isObject else { return 0 }
        let stored = Int(payload >> 32)
        guard stored == 0xFF_FFFF else { return stored }
        return isArray ? elements.reduce(0) { count, _ in count + 1 } : members.reduce(0) { count, _ in count + 1 }
    }

    /// The index behind this value on the tape.
    @inlinable var end: Int {
        switch tag {
        case UInt8(ascii: "["), UInt8(ascii: "{"): Int(payload & 0xFFFF_FFFF)
        case UInt8(ascii: "l"), UInt8(ascii: "u"), UInt8(ascii: "d"): at + 2
        default: at + 1
        }
    }

    @inlinable func node(at index: Int) -> JSONNode { JSONNode(tape: tape, strings: strings, at: index) }

    /// The first member of that name; nil when there is none or this is no object.
    @inlinable public subscript(_ key: StaticString) -> JSONNode? {
        guard isObject else { return nil }
        let stop = end - 1
        var index = at + 1
        while index < stop {
            let value = node(at: index + 1)
            if node(at: index).stringEquals(key) { return value }
            index = value.end
        }
        return nil
    }

    /// The element at `position`; nil beyond the end. Walks: for one look-up, not for loops.
    public subscript(_ position: Int) -> JSONNode? {
        guard isArray, position >= 0 else { return nil }
        return elements.dropFirst(position).first { _ in true }
    }

    /// An array's elements in order; empty for anything else.
    @inlinable public var elements: JSONElements { JSONElements(of: self) }

    /// An object's members in order; empty for anything else.
    public var members: JSONMembers { JSONMembers(of: self) }

    /// An object's members in order with their names as nodes: nothing is copied. Empty for anything else.
    @inlinable public var fields: JSONFields { JSONFields(of: self) }

    /// The first member whose name is the text of `name`; nil when there is none or this is no object.
    public func member(named name: JSONNode) -> JSONNode? { fields.first { $0.name.hasSameText(as: name) }?.value }

    /// The first member of that name; nil when there is none or this is no object.
    public func member(named name: String) -> JSONNode? {
        fields.first { $0.name.utf8.elementsEqual(name.utf8) }?.value
    }

    /// Whether both are strings of the same bytes.
    @inlinable public func hasSameText(as other: JSONNode) -> Bool {
        guard tag == UInt8(ascii: "\""), other.tag == UInt8(ascii: "\"") else { return false }
        let own = utf8
        let others = other.utf8
        guard own.count == others.count, let left = own.baseAddress, let right = others.baseAddress else {
            return false
        }
        return left == right || memcmp(left, right, own.count) == 0
    }

    /// A name that this object (not those inside it) has twice. Compares names as bytes.
    public var firstDuplicateKey: String? {
        guard isObject else { return nil }
        guard count <= 64 else { return firstDuplicateKeyOfMany }
        var seen: UInt64 = 0
        for (name, _) in fields {
            // Names that differ in a bit of length and letters cannot be equal; the few others are compared.
            let bit: UInt64 = 1 << (Self.trait(of: name.utf8) & 63)
            if seen & bit != 0, isRepeated(name) { return name.string }
            seen |= bit
        }
        return nil
    }

    private var firstDuplicateKeyOfMany: String? {
        var seen: Set<[UInt8]> = []
        for (name, _) in fields where !seen.insert(Array(name.utf8)).inserted { return name.string }
        return nil
    }

    private static func trait(of name: UnsafeBufferPointer<UInt8>) -> UInt64 {
        guard let first = name.first, let last = name.last else { return 0 }
        return UInt64(name.count) &* 7 &+ UInt64(first) &* 5 &+ UInt64(last) &* 11 &+ UInt64(name[name.count / 2]) &* 3
    }

    /// Whether a member before the one called `name` has the same name.
    private func isRepeated(_ name: JSONNode) -> Bool {
        for (other, _) in fields {
            if other.at == name.at { return false }
            if other.hasSameText(as: name) { return true }
        }
        return false
    }
}

/// The elements of an array, walked on the tape.
public struct JSONElements: IteratorProtocol, Sequence {
    @usableFromInline let node: JSONNode
    @usableFromInline var index: Int
    @usableFromInline let stop: Int

    @inlinable init(of node: JSONNode) {
        self.node = node
        index = node.at + 1
        stop = node.isArray ? node.end - 1 : index
    }

    @inlinable public mutating func next() -> JSONNode? {
        guard index < stop else { return nil }
        let element = node.node(at: index)
        index = element.end
        return element
    }
}

/// The members of an object, walked on the tape. Each key is copied out.
public struct JSONMembers: IteratorProtocol, Sequence {
    private var fields: JSONFields

    init(of node: JSONNode) { fields = JSONFields(of: node) }

    public mutating func next() -> (key: String, value: JSONNode)? {
        fields.next().map { (String(decoding: $0.name.utf8, as: UTF8.self), $0.value) }
    }
}

/// The members of an object, walked on the tape without copying their names.
public struct JSONFields: IteratorProtocol, Sequence {
    @usableFromInline let node: JSONNode
    @usableFromInline var index: Int
    @usableFromInline let stop: Int

    @inlinable init(of node: JSONNode) {
        self.node = node
        index = node.at + 1
        stop = node.isObject ? node.end - 1 : index
    }

    @inlinable public mutating func next() -> (name: JSONNode, value: JSONNode)? {
        guard index < stop else { return nil }
        let value = node.node(at: index + 1)
        defer { index = value.end }
        return (node.node(at: index), value)
    }
}
