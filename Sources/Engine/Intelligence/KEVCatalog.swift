internal import JSON

/// CISA's catalogue of known exploited vulnerabilities, in each of its JSON generations since 2023.
public struct KEVCatalog: Hashable, Sendable {
    public let header: FeedHeader
    /// Sorted by CVE, unique.
    public let entries: [KEVEntry]

    public init(header: FeedHeader, entries: [KEVEntry]) {
        self.header = header
        self.entries = entries
    }

    /// Reads a whole catalogue or refuses it whole: `count` must be the number of entries (a cut file was published
    /// once).
    ///
    /// A CVE that is listed twice (2024-09-18) counts once, with ransomware if either says so.
    public init(parsing bytes: [UInt8]) throws(FeedProblem) {
        if let problem = FeedProblem.beforeParsing(bytes, feed: "KEV") { throw problem }
        var parser = JSONParser()
        do {
            self = try parser.withDocument(bytes) { root in try KEVCatalog(root) }
        } catch let problem as FeedProblem {
            throw problem
        } catch let error as JSONError {
            throw FeedProblem(
                error.code == .truncated ? .truncated : .notJSON,
                "the KEV file cannot be read: \(error); fetch it again")
        } catch {
            throw FeedProblem(.notJSON, "the KEV file cannot be read: \(error)")
        }
    }

    private init(_ root: JSONNode) throws(FeedProblem) {
        guard let list = root["vulnerabilities"], list.isArray else {
            throw FeedProblem(.wrongShape, "this JSON is not the KEV catalogue: it has no list \"vulnerabilities\"")
        }
        guard let count = root["count"]?.integer, count == list.count else {
            throw FeedProblem(
                .countMismatch,
                "the KEV catalogue announces \(root["count"]?.integer.map(String.init) ?? "no") entries "
                    + "and holds \(list.count): it is incomplete")
        }
        guard let date = root["dateReleased"]?.string.flatMap({ Timestamp($0) }) else {
            throw FeedProblem(.noDate, "the KEV catalogue has no readable \"dateReleased\"")
        }
        entries = try Self.entries(of: list)
        header = FeedHeader(
            name: .kev, asOf: date, version: root["catalogVersion"]?.string ?? "", rows: entries.count,
            isSample: Self.isSample(root))
    }

    private static func entries(of list: JSONNode) throws(FeedProblem) -> [KEVEntry] {
        var entries: [KEVEntry] = []
        entries.reserveCapacity(list.count)
        for (index, node) in list.elements.enumerated() {
            guard let id = node["cveID"], let cve = CVEID(utf8: id.utf8) else {
                throw FeedProblem(.malformedRow, "entry \(index + 1) of the KEV catalogue names no CVE")
            }
            let isRansomware = node["knownRansomwareCampaignUse"]?.stringEquals("Known") ?? false
            entries.append(KEVEntry(cve: cve, isRansomware: isRansomware))
        }
        return merged(entries)
    }

    private static func merged(_ entries: [KEVEntry]) -> [KEVEntry] {
        var result: [KEVEntry] = []
        result.reserveCapacity(entries.count)
        for entry in entries.sorted(by: { $0.cve < $1.cve }) {
            if let last = result.last, last.cve == entry.cve {
                result[result.count - 1] = KEVEntry(
                    cve: entry.cve, isRansomware: last.isRansomware || entry.isRansomware)
            } else {
                result.append(entry)
            }
        }
        return result
    }

    private static func isSample(_ root: JSONNode) -> Bool {
        root["fixops_sample"]?.bool == true || root["title"]?.string?.lowercased().contains("sample") == true
    }
}
