public import JSON
internal import Yams

/// Why a text is no YAML that we read.
public struct YAMLError: CustomStringConvertible, Error, Sendable {
    public let description: String

    init(description: String) { self.description = description }

    /// The parser's first line: it quotes the text below that.
    init(parser error: any Error) {
        let line = "\(error)".split(separator: "\n").first ?? ""
        description = "this is not YAML: \(line)"
    }
}

/// YAML 1.2 as JSON values: policies and service contexts are written in it.
public enum YAMLReader {
    /// Scalars become null, booleans, integers or numbers by the core schema, else strings; dates stay strings.
    ///
    /// Refuses duplicate and non-text keys, aliases (which can expand without bound), and several documents.
    public static func value(of text: String) throws(YAMLError) -> JSONValue {
        do {
            try YAMLGuard.check(text)
            let parser = try Parser(yaml: text)
            // The parser owns the anchors, to which nodes refer weakly.
            return try withExtendedLifetime(parser) { try parser.singleRoot().map(value) ?? .null }
        } catch let error as YAMLError {
            throw error
        } catch {
            throw YAMLError(parser: error)
        }
    }

    /// All documents of a text, by the rules of `value(of:)`; empty ones are left out.
    public static func documents(of text: String) throws(YAMLError) -> [YAMLDocument] {
        var documents: [YAMLDocument] = []
        do {
            try YAMLGuard.check(text)
            let parser = try Parser(yaml: text)
            try withExtendedLifetime(parser) {
                while let root = try parser.nextRoot() {
                    let value = try value(root)
                    if !value.isNull { documents.append(YAMLDocument(line: root.mark?.line ?? 1, value: value)) }
                }
            }
        } catch let error as YAMLError {
            throw error
        } catch {
            throw YAMLError(parser: error)
        }
        return documents
    }

    private static func value(_ node: Node) throws(YAMLError) -> JSONValue {
        // The parser puts a copy in place of each alias, so only the anchor tells that there may be one.
        guard node.anchor == nil else {
            throw YAMLError(description: "anchors and aliases are not supported: write the value out")
        }
        switch node {
        case .alias: throw YAMLError(description: "aliases are not supported: write the value out")
        case .mapping(let mapping): return try object(mapping)
        case .scalar(let scalar): return value(of: scalar, node)
        case .sequence(let sequence):
            var elements: [JSONValue] = []
            for element in sequence { elements.append(try value(element)) }
            return .array(elements)
        }
    }

    private static func object(_ mapping: Node.Mapping) throws(YAMLError) -> JSONValue {
        var members: [String: JSONValue] = [:]
        for (key, member) in mapping {
            guard let name = key.string else { throw YAMLError(description: "a key is no text") }
            guard members.updateValue(try value(member), forKey: name) == nil else {
                throw YAMLError(description: "the key \"\(name)\" stands twice")
            }
        }
        return .object(members)
    }

    private static func value(of scalar: Node.Scalar, _ node: Node) -> JSONValue {
        guard scalar.style == .plain || scalar.style == .any else { return .string(scalar.string) }
        switch scalar.string {
        case "", "~", "null", "Null", "NULL": return .null
        case "true", "True", "TRUE": return .bool(true)
        case "false", "False", "FALSE": return .bool(false)
        default: break
        }
        if let integer = Int64(scalar.string) { return .integer(integer) }
        let isNumeric = scalar.string.utf8.allSatisfy { (48...57).contains($0) || "+-.eE".utf8.contains($0) }
        if isNumeric, let number = Double(scalar.string), number.isFinite { return .number(number) }
        return .string(scalar.string)
    }
}
