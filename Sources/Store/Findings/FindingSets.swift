internal import Engine
internal import Hashing
internal import Postgres

/// Reads what sources hold and what scans bring.
enum FindingSets {
    /// What a source holds.
    struct Held {
        static let none = Held(digest: nil, members: [], cves: [])

        let digest: Digest?
        let members: [UInt8]
        let cves: [Int64]
    }

    /// The findings of a scan; a scan whose document has been retired has none of these.
    struct ScanSet {
        let commit: DecisionCommit
        let digest: Digest
        /// Nil where the set is the one that the source holds.
        let index: FindingIndex?
        /// The same.
        let document: [UInt8]?

        /// A finding's canonical bytes; nil where the document was not read.
        func text(at place: FindingIndex.Place?) -> [UInt8]? {
            guard let place, let document else { return nil }
            return Array(document[Int(place.offset)...].prefix(Int(place.length)))
        }
    }

    static func held(_ keys: [SourceKey], _ session: PostgresSession) throws -> [SourceKey: Held] {
        let rows = try session.run(
            """
            SELECT place, digest, members, cves
              FROM unnest(\(keys.map(\.tenant)), \(keys.map(\.service)), \(keys.map(\.source))) WITH ORDINALITY
                   AS given (tenant, service, source, place)
              JOIN finding_set USING (tenant, service, source)
            """)
        return Dictionary(
            uniqueKeysWithValues: rows.map { row in
                let cves = BigEndianWords.list(row.bytes(3)).map { Int64(bitPattern: $0) }
                return (keys[row.int(0) - 1], Held(digest: row.digest(1), members: row.bytes(2), cves: cves))
            })
    }

    /// An artifact may have been normalized as several formats and by several versions: the newest with the facts that
    /// were decided on counts.
    static func sets(of commits: [DecisionCommit], _ session: PostgresSession) throws -> [DecisionIdentity: ScanSet] {
        let rows = try session.run(
            """
            SELECT place, found.finding_set,
                   CASE WHEN found.finding_set IS DISTINCT FROM held.digest THEN found.findings END,
                   CASE WHEN found.finding_set IS DISTINCT FROM held.digest THEN found.document END
              FROM unnest(\(commits.map(\.decision.tenant)), \(commits.map(\.decision.service)),
                          \(commits.map(\.decision.source)), \(commits.map(\.artifact.column)),
                          \(commits.map(\.factsDigest.column))) WITH ORDINALITY
                   AS given (tenant, service, source, artifact, facts_digest, place)
             CROSS JOIN LATERAL (
                    SELECT finding_set, findings, document
                      FROM normalization
                     WHERE normalization.tenant = given.tenant AND normalization.artifact = given.artifact
                       AND normalization.facts_digest = given.facts_digest
                     ORDER BY version DESC, format
                     LIMIT 1
                   ) AS found
              LEFT JOIN finding_set AS held
                ON held.tenant = given.tenant AND held.service = given.service AND held.source = given.source
            """)
        return Dictionary(
            uniqueKeysWithValues: rows.map { row in
                let commit = commits[row.int(0) - 1]
                let set = ScanSet(
                    commit: commit, digest: row.digest(1),
                    index: row.optionalBytes(2).map(FindingIndex.init(stored:)), document: row.optionalBytes(3))
                return (commit.identity, set)
            })
    }
}
