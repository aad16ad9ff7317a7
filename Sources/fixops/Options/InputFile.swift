import FoundationEssentials

/// A file that was named on the command line; `-` is stdin.
enum InputFile {
    /// The file's bytes. Throws exit 65 with the reason.
    static func read(_ path: String) throws -> [UInt8] {
        if path == "-" { return try StandardInput.readToEnd() }
        do {
            return Array(try Data(contentsOf: URL(filePath: path)))
        } catch {
            throw CommandFailure.badInput("\(path): \(Self.reason(error))")
        }
    }

    private static func reason(_ error: any Error) -> String {
        guard let error = error as? CocoaError else { return "cannot be read (\(error))" }
        switch error.code {
        case .fileNoSuchFile, .fileReadNoSuchFile: return "no such file"
        case .fileReadNoPermission: return "cannot be read: permission denied"
        default: return "cannot be read: is it a file?"
        }
    }
}
