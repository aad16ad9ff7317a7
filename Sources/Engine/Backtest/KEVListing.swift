internal import JSON

/// On which day KEV listed each of its CVEs: the outcomes that a backtest judges by.
public struct KEVListing: Sendable {
    /// Outcomes are known up to here: `dateReleased`, or the last `dateAdded` of a file that has none.
    public let date: Timestamp
    public let dates: [CVEID: Timestamp]

    /// Reads CISA's catalogue, or an object of its entries by CVE.
    public init(parsing bytes: [UInt8]) throws(FeedProblem) {
        if let problem = FeedProblem.beforeParsing(bytes, feed: "KEV") { throw problem }
        var parser = JSONParser()
        do {
            self = try parser.withDocument(bytes) { root in try KEVListing(root) }
        } catch let problem as FeedProblem {
            throw problem
        } catch {
            throw FeedProblem(.notJSON, "the KEV file cannot be read: \(error); fetch it again")
        }
    }

    private init(_ root: JSONNode) throws(FeedProblem) {
        guard let list = root["vulnerabilities"] else {
            try self.init(entries: root.members.map(\.value), released: nil)
            return
        }
        guard list.isArray, let count = root["count"]?.integer, count == list.count else {
            throw FeedProblem(.countMismatch, "the KEV catalogue does not hold as many entries as it announces")
        }
        guard let released = root["dateReleased"]?.string.flatMap({ Timestamp($0) }) else {
            throw FeedProblem(.noDate, "the KEV catalogue has no readable \"dateReleased\"")
        }
        try self.init(entries: Array(list.elements), released: released)
    }

    private init(entries: [JSONNode], released: Timestamp?) throws(FeedProblem) {
        var dates: [CVEID: Timestamp] = [:]
        for (index, entry) in entries.enumerated() {
            guard entry.isObject, let cve = entry["cveID"]?.string.flatMap({ CVEID($0) }),
                let added = entry["dateAdded"]?.string.flatMap({ Timestamp($0) })
            else { throw FeedProblem(.malformedRow, "entry \(index + 1) of KEV names no CVE, or no \"dateAdded\"") }
            dates[cve] = min(added, dates[cve] ?? added)
        }
        guard let last = dates.values.max() else { throw FeedProblem(.empty, "the KEV file has no entry") }
        date = released ?? last
        self.dates = dates
    }
}
