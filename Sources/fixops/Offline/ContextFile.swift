import Engine

/// A file in which an owner declares what is known of a service.
enum ContextFile {
    /// Throws exit 65 with the file, the place in it and the reason.
    static func read(_ path: String) throws -> ServiceContext {
        let file = try StructuredFile(path)
        do {
            return try ServiceContext(parsing: file.value)
        } catch {
            throw file.failure(error)
        }
    }
}
