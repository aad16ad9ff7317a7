import Engine
import JSON

/// A file that says what is known of a service: facts, a `fixops.yaml`, a Backstage `catalog-info.yaml`, a threat model.
enum ContextFile {
    /// Throws exit 65 with the file, the place in it and the reason.
    static func read(_ path: String, service: String?, at time: Timestamp = .now) throws -> ContextReading {
        let file = try StructuredFile(documents: path)
        do {
            return try ContextReader.read(file.documents, service: service, at: time)
        } catch {
            throw file.failure(error)
        }
    }
}
