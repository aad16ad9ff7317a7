import Engine
import JSON
import YAML

/// A JSON or YAML document, told apart by its first character, which knows the lines of its parts.
struct StructuredFile {
    let path: String
    let value: JSONValue
    private let text: String

    /// Throws exit 65 with the place and the reason.
    init(_ path: String) throws {
        let bytes = try InputFile.read(path)
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw CommandFailure.badInput("\(path): this is neither JSON nor YAML in UTF-8")
        }
        self.path = path
        self.text = text
        let first = text.first { !$0.isWhitespace }
        do {
            value = first == "{" || first == "[" ? try JSONValue(parsing: bytes) : try YAMLReader.value(of: text)
        } catch {
            throw CommandFailure.badInput("\(path): \(error)")
        }
    }

    /// Exit 65 with file, line, path and reason.
    func failure(_ problem: PolicyProblem) -> CommandFailure {
        let line = YAMLPlace.line(of: problem.path, in: text).map { ":\($0)" } ?? ""
        return CommandFailure.badInput("\(path)\(line): \(problem) [\(problem.code.rawValue)]")
    }
}
