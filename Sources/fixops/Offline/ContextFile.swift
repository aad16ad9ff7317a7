import Engine
import JSON

/// A file in which an owner declares what is known of a service.
enum ContextFile {
    /// Throws exit 65 with the file, the place in it and the reason.
    static func read(_ path: String) throws -> ServiceContext {
        let value = try InputFile.readStructured(path)
        do {
            return try ServiceContext(parsing: value)
        } catch {
            throw CommandFailure.badInput("\(path): \(error)")
        }
    }
}
