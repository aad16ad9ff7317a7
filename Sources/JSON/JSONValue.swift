/// A JSON value (RFC 8259) as a tree. For small documents; large ones are walked through `JSONNode`.
public indirect enum JSONValue: Hashable, Sendable {
    case array([JSONValue])
    case bool(Bool)
    case integer(Int64)
    case null
    case number(Double)
    case object([String: JSONValue])
    case string(String)
}

extension JSONValue {
    /// The member `key`; nil when it is absent or this is no object.
    public subscript(_ key: String) -> JSONValue? { object?[key] }

    public var array: [JSONValue]? { if case .array(let value) = self { value } else { nil } }
    public var bool: Bool? { if case .bool(let value) = self { value } else { nil } }
    public var integer: Int64? { if case .integer(let value) = self { value } else { nil } }
    public var isNull: Bool { self == .null }
    public var object: [String: JSONValue]? { if case .object(let value) = self { value } else { nil } }
    public var string: String? { if case .string(let value) = self { value } else { nil } }

    /// The value of a number, integer or not.
    public var double: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .number(let value): value
        default: nil
        }
    }

    /// The bytes of RFC 8785 (JSON Canonicalization Scheme).
    public var canonical: [UInt8] {
        var writer = CanonicalWriter()
        writer.value(self)
        return writer.bytes
    }

    /// `canonical` as text.
    public var canonicalText: String { String(decoding: canonical, as: UTF8.self) }
}

extension JSONValue: ExpressibleByArrayLiteral, ExpressibleByBooleanLiteral, ExpressibleByDictionaryLiteral,
    ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral, ExpressibleByNilLiteral, ExpressibleByStringInterpolation
{
    public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
    public init(booleanLiteral value: Bool) { self = .bool(value) }
    public init(dictionaryLiteral members: (String, JSONValue)...) {
        self = .object(Dictionary(members) { _, last in last })
    }
    public init(floatLiteral value: Double) { self = .number(value) }
    public init(integerLiteral value: Int64) { self = .integer(value) }
    public init(nilLiteral: ()) { self = .null }
    public init(stringLiteral value: String) { self = .string(value) }
}

extension JSONValue {
    /// Parses a whole document; refuses duplicate members at any depth.
    public init(parsing bytes: [UInt8], limits: JSONLimits = .standard) throws(JSONError) {
        var parser = JSONParser(limits: limits)
        do {
            self = try parser.withDocument(bytes) { node in try JSONValue(node) }
        } catch let error as JSONError {
            throw error
        } catch {
            throw JSONError(.syntax, "\(error)")
        }
    }

    /// A copy of what `node` views. Throws `duplicateKey`.
    public init(_ node: JSONNode) throws(JSONError) {
        switch node.kind {
        case .array:
            var values: [JSONValue] = []
            values.reserveCapacity(node.count)
            for element in node.elements { values.append(try JSONValue(element)) }
            self = .array(values)
        case .bool: self = .bool(node.bool ?? false)
        case .null: self = .null
        case .number: self = node.integer.map(JSONValue.integer) ?? .number(node.double ?? 0)
        case .object:
            var members: [String: JSONValue] = [:]
            members.reserveCapacity(node.count)
            for (key, value) in node.members {
                guard members.updateValue(try JSONValue(value), forKey: key) == nil else {
                    throw JSONError(.duplicateKey, "an object names \"\(key)\" twice")
                }
            }
            self = .object(members)
        case .string: self = .string(node.string ?? "")
        }
    }
}
