import FoundationEssentials

/// A file that a command writes to.
enum OutputFile {
    /// Writes whole or not at all. Throws exit 69 where the file cannot be written.
    static func write(_ bytes: [UInt8], to path: String) throws {
        do {
            try Data(bytes).write(to: URL(filePath: path), options: .atomic)
        } catch {
            throw CommandFailure.unavailable("\(path) cannot be written: is the folder there, and yours?")
        }
    }
}
