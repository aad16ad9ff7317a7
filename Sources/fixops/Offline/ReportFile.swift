import Compression
import Engine
import JSON

/// A report on disk or on stdin; gzip is unpacked.
struct ReportFile {
    let path: String
    let bytes: [UInt8]

    /// Throws exit 65 where the file cannot be read, or is larger than 64 MiB when unpacked.
    init(_ path: String) throws {
        self.path = path
        let raw = try InputFile.read(path)
        guard Gzip.isGzip(raw) else {
            bytes = raw
            return
        }
        do {
            bytes = try Gzip.inflate(raw, limit: JSONLimits.standard.maximumBytes)
        } catch {
            throw CommandFailure.badInput("\(path): \(error)")
        }
    }

    /// What the report says. Throws exit 65 with the file, the place and the reason.
    func document(format: String, with reader: inout ReportReader) throws -> Document {
        do {
            return try reader.document(of: bytes, format: format)
        } catch {
            throw CommandFailure.badInput("\(path): \(error) [\(error.code.rawValue)]")
        }
    }
}
