import FoundationEssentials
import JSON
import YAML

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

    /// A JSON or YAML document, told apart by its first character. Throws exit 65 with the place and the reason.
    static func readStructured(_ path: String) throws -> JSONValue {
        let bytes = try read(path)
        let first = bytes.first { !$0.isBlank }
        do {
            if first == UInt8(ascii: "{") || first == UInt8(ascii: "[") { return try JSONValue(parsing: bytes) }
            guard let text = String(validating: bytes, as: UTF8.self) else {
                throw CommandFailure.badInput("\(path): this is neither JSON nor YAML in UTF-8")
            }
            return try YAMLReader.value(of: text)
        } catch let failure as CommandFailure {
            throw failure
        } catch {
            throw CommandFailure.badInput("\(path): \(error)")
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

extension UInt8 {
    /// A space, tab, line feed or carriage return.
    fileprivate var isBlank: Bool { [0x20, 0x09, 0x0A, 0x0D].contains(self) }
}
