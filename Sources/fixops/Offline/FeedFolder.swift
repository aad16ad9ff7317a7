import Compression
import Engine
import FoundationEssentials

/// A folder of feeds for decisions without a server: KEV as JSON and EPSS as CSV, told apart by content, gzip unpacked.
struct FeedFolder {
    private static let limit = 128 * 1024 * 1024

    private(set) var kev: KEVCatalog?
    private(set) var epss: EPSSScores?

    /// Reads every file of the folder; of several of a kind the newest counts. Other files are named on stderr and left.
    /// Throws exit 65 where the folder or one of the feeds cannot be read.
    init(_ folder: String) throws {
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
            throw CommandFailure.badInput("\(folder): cannot be read: is it a folder?")
        }
        for name in names.sorted() where !name.hasPrefix(".") {
            let path = "\(folder)/\(name)"
            do {
                try take(Self.unpacked(InputFile.read(path)), path)
            } catch let problem as FeedProblem {
                throw CommandFailure.badInput("\(path): \(problem) [\(problem.code.rawValue)]")
            } catch let error as CompressionError {
                throw CommandFailure.badInput("\(path): \(error)")
            }
        }
        if kev == nil, epss == nil { Progress.say("\(folder) holds no feed: neither KEV nor EPSS is checked") }
    }

    /// What the feeds say of each CVE. Without an epoch: 0, because nothing was imported.
    var threats: ThreatTable {
        let headers = [epss?.header, kev?.header].compactMap(\.self)
        return ThreatTable(epoch: 0, headers: headers, epss: epss?.rows ?? [], kev: kev?.entries ?? [])
    }

    private mutating func take(_ bytes: [UInt8], _ path: String) throws {
        switch Self.kind(of: bytes) {
        case .epss:
            let found = try EPSSScores(parsing: bytes)
            if found.header.asOf >= epss?.header.asOf ?? found.header.asOf { epss = found }
        case .kev:
            let found = try KEVCatalog(parsing: bytes)
            if found.header.asOf >= kev?.header.asOf ?? found.header.asOf { kev = found }
        case nil: Progress.say("\(path) is neither KEV nor EPSS: it is not read")
        }
    }

    private static func kind(of bytes: [UInt8]) -> FeedName? {
        let start = String(decoding: bytes.prefix(4096), as: UTF8.self).drop(while: \.isWhitespace)
        if start.hasPrefix("{") { return .kev }
        let isTable = start.hasPrefix("#model_version") || start.hasPrefix("cve,epss")
        return isTable || start.contains("\ncve,epss") ? .epss : nil
    }

    private static func unpacked(_ bytes: [UInt8]) throws -> [UInt8] {
        Gzip.isGzip(bytes) ? try Gzip.inflate(bytes, limit: limit) : bytes
    }
}
