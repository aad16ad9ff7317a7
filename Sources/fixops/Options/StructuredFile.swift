import Engine
import JSON
import YAML

/// A JSON or YAML document, told apart by its first character, which knows the lines of its parts.
struct StructuredFile {
    let path: String
    /// One, unless the file may hold several.
    let documents: [JSONValue]
    private let text: String

    /// The file's only document.
    var value: JSONValue { documents.first ?? .null }

    /// A file of one document. Throws exit 65 with the place and the reason.
    ///
    /// - Parameter shown: the name in errors, where the path says nothing to people.
    init(_ path: String, shownAs shown: String? = nil) throws {
        try self.init(path, shownAs: shown) { text throws(YAMLError) in [try YAMLReader.value(of: text)] }
    }

    /// A file that may hold several YAML documents.
    init(documents path: String) throws {
        try self.init(path, shownAs: nil) { text throws(YAMLError) in
            try YAMLReader.documents(of: text).map(\.value)
        }
    }

    private init(
        _ place: String, shownAs shown: String?, _ yaml: (String) throws(YAMLError) -> [JSONValue]
    ) throws {
        let bytes = try InputFile.read(place)
        let path = shown ?? place
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw CommandFailure.badInput("\(path): this is neither JSON nor YAML in UTF-8")
        }
        self.path = path
        self.text = text
        let first = text.first { !$0.isWhitespace }
        do {
            documents = first == "{" || first == "[" ? [try JSONValue(parsing: bytes)] : try yaml(text)
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
