internal import Compression
public import Engine
internal import Hashing

/// A feed as bytes came, read as what it is.
public enum FeedFile: Sendable {
    case epss(EPSSScores)
    case kev(KEVCatalog)

    /// The most bytes that a feed has when decompressed; EPSS has some 13 MB.
    public static let byteLimit = 256 * 1024 * 1024

    /// Unpacks gzip and parses. KEV is a JSON object, EPSS is CSV; nothing else is asked for. Throws `FeedProblem`.
    public init(reading bytes: [UInt8]) throws(FeedProblem) {
        let text = try Self.unpacked(bytes)
        let blanks: [UInt8] = [0x20, 0x09, 0x0A, 0x0D, 0xEF, 0xBB, 0xBF]
        self =
            switch text.first(where: { !blanks.contains($0) }) {
            case UInt8(ascii: "{"): .kev(try KEVCatalog(parsing: text))
            // What is no JSON object is left to the reader of EPSS, which says what is wrong with it.
            default: .epss(try EPSSScores(parsing: text))
            }
    }

    public var header: FeedHeader {
        switch self {
        case .epss(let scores): scores.header
        case .kev(let catalog): catalog.header
        }
    }

    private static func unpacked(_ bytes: [UInt8]) throws(FeedProblem) -> [UInt8] {
        guard Gzip.isGzip(bytes) else { return bytes }
        do {
            return try Gzip.inflate(bytes, limit: byteLimit)
        } catch {
            throw FeedProblem(.truncated, "the feed file cannot be unpacked: \(error); fetch it again")
        }
    }
}
