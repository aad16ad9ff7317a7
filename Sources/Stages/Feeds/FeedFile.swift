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
        let start = text.drop { blanks.contains($0) }
        self =
            switch start.first {
            case UInt8(ascii: "<"): throw Self.webPage
            case UInt8(ascii: "{"): .kev(try KEVCatalog(parsing: text))
            case _ where Self.isKEVTable(start): throw Self.kevTable
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

    /// Bytes that nobody can tell the feed of.
    private static let webPage = FeedProblem(
        .html, "this is a web page, neither KEV nor EPSS: the server refused or moved the feed")

    private static let kevTable = FeedProblem(
        .wrongShape,
        "this is the KEV catalogue as CSV, which does not say how many entries it has: fetch its JSON, "
            + "known_exploited_vulnerabilities.json")

    /// Whether a CSV's first column is that of CISA's catalogue.
    private static func isKEVTable(_ text: ArraySlice<UInt8>) -> Bool {
        text.starts(with: "cveID,".utf8) || text.starts(with: "\"cveID\",".utf8)
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
