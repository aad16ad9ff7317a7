internal import JSON

extension Evidence {
    /// The feeds that were held when the decision was made; none in a record that names none.
    ///
    /// Reads nothing else of `evidence`, which must be canonical. Throws `unreadable` for a feed that is not what
    /// `canonical(of:)` writes.
    public static func feeds(of evidence: [UInt8]) throws(EvidenceProblem) -> [FeedHeader] {
        guard let list = CanonicalSlice.member("feeds", of: evidence) else { return [] }
        let held = (try? JSONValue(parsing: Array(evidence[list])))?.array
        let headers = held?.compactMap(FeedHeader.init(evidence:))
        guard let headers, headers.count == held?.count else {
            throw EvidenceProblem(.unreadable, "the evidence does not say which feeds were held")
        }
        return headers
    }
}

extension FeedHeader {
    fileprivate init?(evidence value: JSONValue) {
        guard let name = value["name"]?.string.flatMap(FeedName.init(rawValue:)),
            let asOf = value["as_of"]?.string.flatMap({ Timestamp($0) }), let version = value["version"]?.string,
            let rows = value["rows"]?.integer, let isSample = value["sample"]?.bool
        else { return nil }
        let importedAt = value["imported_at"]?.string
        self.init(
            name: name, asOf: asOf, version: version, rows: Int(rows), isSample: isSample,
            importedAt: importedAt.flatMap { Timestamp($0) })
    }
}
