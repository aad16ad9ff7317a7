/// A Swift value with a binary format in PostgreSQL (documentation, section "Binary formats": the types' send functions).
public protocol PostgresValue: Sendable {
    /// The type's object id (`SELECT oid FROM pg_type`).
    static var type: UInt32 { get }
    /// The object id of the array over it.
    static var arrayType: UInt32 { get }
    func encode(into encoder: inout BinaryEncoder)
}

extension PostgresValue {
    var instanceType: UInt32 { Self.type }
}

/// Appends values in network byte order.
public struct BinaryEncoder: Sendable {
    public private(set) var bytes: [UInt8] = []

    public mutating func append(_ value: some FixedWidthInteger) {
        withUnsafeBytes(of: value.bigEndian) { bytes.append(contentsOf: $0) }
    }

    public mutating func append(_ raw: [UInt8]) { bytes.append(contentsOf: raw) }

    public mutating func append(_ text: String) { bytes.append(contentsOf: text.utf8) }

    /// A value behind its length as 4 bytes; nil is the length -1.
    mutating func appendField<Value: PostgresValue>(_ value: Value?) {
        guard let value else { return append(Int32(-1)) }
        let start = bytes.count
        append(Int32(0))
        value.encode(into: &self)
        let length = Int32(bytes.count - start - 4)
        withUnsafeBytes(of: length.bigEndian) { source in
            for (offset, byte) in source.enumerated() { bytes[start + offset] = byte }
        }
    }

    mutating func reserve(_ count: Int) { bytes.reserveCapacity(count) }

    mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }
}

extension Bool: PostgresValue {
    public static var type: UInt32 { 16 }
    public static var arrayType: UInt32 { 1000 }
    public func encode(into encoder: inout BinaryEncoder) { encoder.append(UInt8(self ? 1 : 0)) }
}

extension Int64: PostgresValue {
    public static var type: UInt32 { 20 }
    public static var arrayType: UInt32 { 1016 }
    public func encode(into encoder: inout BinaryEncoder) { encoder.append(self) }
}

extension Int32: PostgresValue {
    public static var type: UInt32 { 23 }
    public static var arrayType: UInt32 { 1007 }
    public func encode(into encoder: inout BinaryEncoder) { encoder.append(self) }
}

/// An `Int` is a `bigint`.
extension Int: PostgresValue {
    public static var type: UInt32 { Int64.type }
    public static var arrayType: UInt32 { Int64.arrayType }
    public func encode(into encoder: inout BinaryEncoder) { encoder.append(Int64(self)) }
}

extension Double: PostgresValue {
    public static var type: UInt32 { 701 }
    public static var arrayType: UInt32 { 1022 }
    public func encode(into encoder: inout BinaryEncoder) { encoder.append(bitPattern) }
}

/// PostgreSQL's text holds no NUL: a value with one is refused by the server.
extension String: PostgresValue {
    public static var type: UInt32 { 25 }
    public static var arrayType: UInt32 { 1009 }
    public func encode(into encoder: inout BinaryEncoder) { encoder.append(self) }
}

/// Bytes as `bytea`.
public struct PostgresBytes: Hashable, PostgresValue {
    public static var type: UInt32 { 17 }
    public static var arrayType: UInt32 { 1001 }

    public let bytes: [UInt8]

    public init(_ bytes: [UInt8]) { self.bytes = bytes }

    public func encode(into encoder: inout BinaryEncoder) { encoder.append(bytes) }
}

/// A `uuid`.
public struct PostgresUUID: Hashable, PostgresValue {
    public static var type: UInt32 { 2950 }
    public static var arrayType: UInt32 { 2951 }

    public let high: UInt64
    public let low: UInt64

    public init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    public func encode(into encoder: inout BinaryEncoder) {
        encoder.append(high)
        encoder.append(low)
    }
}

/// A `timestamptz`, to the millisecond.
public struct PostgresTime: Hashable, PostgresValue {
    public static var type: UInt32 { 1184 }
    public static var arrayType: UInt32 { 1185 }
    /// 2000-01-01T00:00:00Z, PostgreSQL's epoch, in Unix milliseconds.
    static let epoch: Int64 = 946_684_800_000

    /// Since 1970-01-01T00:00:00Z.
    public let milliseconds: Int64

    public init(milliseconds: Int64) { self.milliseconds = milliseconds }

    public func encode(into encoder: inout BinaryEncoder) { encoder.append((milliseconds - Self.epoch) * 1000) }
}

/// An element of a one-dimensional array: a value, or an optional of one.
public protocol PostgresElement: Sendable {
    associatedtype Value: PostgresValue
    var element: Value? { get }
}

extension PostgresValue where Self: PostgresElement {
    public var element: Self? { self }
}

extension Bool: PostgresElement {}
extension Double: PostgresElement {}
extension Int: PostgresElement {}
extension Int32: PostgresElement {}
extension Int64: PostgresElement {}
extension PostgresBytes: PostgresElement {}
extension PostgresTime: PostgresElement {}
extension PostgresUUID: PostgresElement {}
extension String: PostgresElement {}

extension Optional: PostgresElement where Wrapped: PostgresValue {
    public var element: Wrapped? { self }
}

/// A one-dimensional array, what `unnest` takes.
extension Array: PostgresValue where Element: PostgresElement {
    public static var type: UInt32 { Element.Value.arrayType }
    /// PostgreSQL's arrays of arrays are no types of their own.
    public static var arrayType: UInt32 { Element.Value.arrayType }

    public func encode(into encoder: inout BinaryEncoder) {
        encoder.append(Int32(isEmpty ? 0 : 1))
        encoder.append(Int32(contains { $0.element == nil } ? 1 : 0))
        encoder.append(Element.Value.type)
        guard !isEmpty else { return }
        encoder.append(Int32(count))
        encoder.append(Int32(1))
        for item in self { encoder.appendField(item.element) }
    }
}
