internal import Postgres

/// A table of one value for each CVE, and how the temporary table `incoming` replaces it.
enum FeedTable {
    case epss
    case kev

    private var name: String {
        switch self {
        case .epss: "epss"
        case .kev: "kev"
        }
    }

    private var type: String {
        switch self {
        case .epss: "integer"
        case .kev: "boolean"
        }
    }

    private var value: String {
        switch self {
        case .epss: "score_e5"
        case .kev: "is_ransomware"
        }
    }

    /// Makes the temporary table `changed` of the CVEs that are new, removed (value NULL) or have another value, and writes
    /// those rows. Gives their number.
    func replace(isFirst: Bool, _ session: PostgresSession) throws -> Int {
        try session.script("CREATE TEMPORARY TABLE changed (cve bigint, value \(type)) ON COMMIT DROP")
        guard !isFirst else { return try fill(session) }
        let count = try session.run(
            """
            INSERT INTO changed (cve, value)
            SELECT cve, incoming.value
              FROM incoming
              FULL JOIN \(unescaped: name) AS held USING (cve)
             WHERE incoming.value IS DISTINCT FROM held.\(unescaped: value)
            """
        ).affected
        guard count > 0 else { return 0 }
        try session.script("ANALYZE changed")
        try session.run(
            "DELETE FROM \(unescaped: name) AS held USING changed WHERE held.cve = changed.cve AND changed.value IS NULL"
        )
        try session.run(
            """
            INSERT INTO \(unescaped: name) (cve, \(unescaped: value))
            SELECT cve, value FROM changed WHERE value IS NOT NULL ORDER BY cve
            ON CONFLICT (cve) DO UPDATE SET \(unescaped: value) = excluded.\(unescaped: value)
            """)
        return count
    }

    private func fill(_ session: PostgresSession) throws -> Int {
        try session.run(
            """
            INSERT INTO \(unescaped: name) (cve, \(unescaped: value)) SELECT cve, value FROM incoming ORDER BY cve
            """
        ).affected
    }
}
