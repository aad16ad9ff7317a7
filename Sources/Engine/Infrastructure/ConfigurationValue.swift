internal import JSON

/// A value of a configuration, as far as it is known without running anything.
indirect enum ConfigurationValue: Hashable, Sendable {
    case bool(Bool)
    case list([ConfigurationValue])
    case null
    case number(Double)
    case object([String: ConfigurationValue])
    /// An attribute of another resource: it will be set, to what nobody knows yet. The text is its address.
    case reference(String)
    case string(String)
    /// Text in which `${…}` stands for parts that are not known.
    case template(String)
    /// What cannot be evaluated. The text says on what it depends; it is never a value.
    case unknown(String)

    static let empty = ConfigurationValue.object([:])

    init(_ node: JSONNode) {
        switch node.kind {
        case .array: self = .list(node.elements.map(ConfigurationValue.init))
        case .bool: self = .bool(node.bool ?? false)
        case .null: self = .null
        case .number: self = node.double.map { .number($0) } ?? .string(node.string ?? "")
        case .object:
            self = .object(
                Dictionary(node.members.map { ($0.key, ConfigurationValue($0.value)) }, uniquingKeysWith: { $1 }))
        case .string: self = .string(node.string ?? "")
        }
    }

    init(_ value: JSONValue) {
        self =
            switch value {
            case .array(let elements): .list(elements.map(ConfigurationValue.init))
            case .bool(let flag): .bool(flag)
            case .integer(let number): .number(Double(number))
            case .null: .null
            case .number(let number): .number(number)
            case .object(let members): .object(members.mapValues(ConfigurationValue.init))
            case .string(let text): .string(text)
            }
    }

    var string: String? { if case .string(let text) = self { text } else { nil } }

    var number: Double? { if case .number(let number) = self { number } else { nil } }

    var object: [String: ConfigurationValue]? { if case .object(let members) = self { members } else { nil } }

    /// The elements of a list; any other value but null is a list of itself.
    var elements: [ConfigurationValue] {
        switch self {
        case .list(let elements): elements
        case .null: []
        default: [self]
        }
    }

    /// The member of an object, else nil.
    subscript(_ name: String) -> ConfigurationValue? { object?[name] }
}
