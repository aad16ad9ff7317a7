internal import JSON

/// How bad an advisory says that it is: CVSS vectors, else a word of the database that it comes from.
enum AdvisorySeverity {
    /// The score of the newest CVSS version in a list of `{type, score}`; nil where none can be read.
    static func scoreTenths(_ list: JSONNode?) -> Int? {
        let scored = (list.map { Array($0.elements) } ?? []).compactMap { node -> (type: String, tenths: Int)? in
            guard let type = node.text("type"), type.hasPrefix("CVSS"), let text = node.text("score"),
                // Ignored: a vector that cannot be read states no score, and the finding says so.
                let vector = try? CVSSVector(parsing: text)
            else { return nil }
            return (type, vector.scoreTenths)
        }
        return scored.max { $0 < $1 }?.tenths
    }

    static func severity(_ advisory: JSONNode, _ scoreTenths: Int?) -> Severity {
        if let scoreTenths { return Severity(scoreTenths: scoreTenths) }
        return advisory["database_specific"]?.text("severity").map { Severity(word: $0) } ?? .unknown
    }
}
