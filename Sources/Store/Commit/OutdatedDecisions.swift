internal import Engine
internal import Postgres

/// Finds decisions that became current although a fact which they read has changed since (design D16).
enum OutdatedDecisions {
    struct Candidate {
        let commit: DecisionCommit
        let epoch: Int64
        let revision: Int64
        /// The service's revision now.
        let newestRevision: Int64?
    }

    /// What has been published.
    struct Publication {
        let epoch: Int64
        /// The last epoch that changed every CVE.
        let fullEpoch: Int64
        /// The epoch of each feed's last change.
        let feeds: [String: Int64]
    }

    static func among(_ candidates: [Candidate], _ session: PostgresSession) throws -> Set<DecisionIdentity> {
        guard !candidates.isEmpty else { return [] }
        let publication = try publication(session)
        var outdated: Set<DecisionIdentity> = []
        var behind: [Candidate] = []
        for candidate in candidates {
            if isOutdated(candidate, publication) {
                outdated.insert(candidate.commit.identity)
            } else if candidate.epoch < publication.epoch {
                behind.append(candidate)
            }
        }
        return outdated.union(try changed(behind, session))
    }

    static func publication(_ session: PostgresSession) throws -> Publication {
        let rows = try session.run(
            """
            SELECT COALESCE((SELECT max(epoch) FROM feed_epoch), 0),
                   COALESCE((SELECT max(epoch) FROM feed_epoch WHERE is_full), 0),
                   COALESCE((SELECT epoch FROM feed WHERE name = 'epss'), 0),
                   COALESCE((SELECT epoch FROM feed WHERE name = 'kev'), 0)
            """)
        let row = rows[0]
        return Publication(
            epoch: row.int64(0), fullEpoch: row.int64(1), feeds: ["epss": row.int64(2), "kev": row.int64(3)])
    }

    private static func isOutdated(_ candidate: Candidate, _ publication: Publication) -> Bool {
        if let newest = candidate.newestRevision, candidate.revision < newest { return true }
        if !candidate.commit.cves.isEmpty, candidate.epoch < publication.fullEpoch { return true }
        return candidate.commit.unchecked.contains { candidate.epoch < publication.feeds[$0] ?? 0 }
    }

    /// Those of which a CVE has changed after their epoch.
    private static func changed(_ candidates: [Candidate], _ session: PostgresSession) throws -> Set<DecisionIdentity> {
        var places: [Int] = []
        var cves: [Int64] = []
        var epochs: [Int64] = []
        for (place, candidate) in candidates.enumerated() {
            for cve in candidate.commit.cves.compactMap({ CVEID($0) }) {
                places.append(place)
                cves.append(cve.packed)
                epochs.append(candidate.epoch)
            }
        }
        guard !cves.isEmpty else { return [] }
        let rows = try session.run(
            """
            SELECT DISTINCT place
              FROM unnest(\(places), \(cves), \(epochs)) AS given (place, cve, epoch)
              JOIN cve_change USING (cve)
             WHERE cve_change.epoch > given.epoch
            """)
        return Set(rows.map { candidates[$0.int(0)].commit.identity })
    }
}
