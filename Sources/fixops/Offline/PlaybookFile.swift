import Engine
import YAML

/// A library of playbooks: a file of one's own, or the one that ships.
enum PlaybookFile {
    /// Throws exit 65 with the file, the place in it and the reason.
    static func load(_ path: String?) throws -> PlaybookLibrary {
        guard let path else { return try PlaybookLibrary(parsing: YAMLReader.value(of: PlaybookLibrary.builtInText)) }
        let file = try StructuredFile(path)
        do {
            return try PlaybookLibrary(parsing: file.value)
        } catch {
            throw file.failure(error)
        }
    }
}
