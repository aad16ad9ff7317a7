import JSON
import Testing
import YAML

@testable import Engine

/// Reads configurations that tests write out, and says what the rules found.
enum Configurations {
    static func terraform(_ text: String) throws -> Document { try document(Array(text.utf8), "terraform") }

    static func dockerfile(_ text: String) throws -> Document { try document(Array(text.utf8), "dockerfile") }

    /// As the stages hand YAML to the engine.
    static func kubernetes(_ text: String) throws -> Document {
        let manifests = try YAMLReader.documents(of: text).map { document -> JSONValue in
            ["line": .integer(Int64(document.line)), "value": document.value]
        }
        return try document(JSONValue.object(["manifests": .array(manifests)]).canonical, "kubernetes")
    }

    private static func document(_ bytes: [UInt8], _ format: String) throws -> Document {
        var reader = ReportReader()
        return try reader.document(of: bytes, format: format)
    }
}

extension Document {
    /// The addresses that a rule failed for, by any of its names.
    func failing(_ rule: String) -> Set<String> {
        Set(findings.filter { $0.ids.contains(rule) && !$0.isUndecided }.compactMap { $0.location?.uri })
    }

    /// The addresses for which a rule could not be decided.
    func undecided(_ rule: String) -> Set<String> {
        Set(findings.filter { $0.ids.contains(rule) && $0.isUndecided }.compactMap { $0.location?.uri })
    }
}

extension Finding {
    fileprivate var isUndecided: Bool { title.hasPrefix("Undecided: ") }
}
