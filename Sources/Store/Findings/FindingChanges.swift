internal import Engine
internal import Hashing
internal import Postgres

/// Opens, changes and closes findings as the scans of a batch say, in their order, and writes only what differs.
enum FindingChanges {
    static func write(_ sources: [SourceKey: CommitPlan.Source], _ session: PostgresSession) throws {
        let scanned = sources.filter { !$0.value.scans.isEmpty }.sorted { $0.key < $1.key }
        guard !scanned.isEmpty else { return }
        let held = try FindingSets.held(scanned.map(\.key), session)
        let found = try FindingSets.sets(of: scanned.flatMap(\.value.scans), session)
        var walks = scanned.map { key, source in
            SourceWalk(
                key, through: source.scans.compactMap { found[$0.identity] }, from: held[key] ?? .none,
                cves: source.scans.last?.cves ?? [])
        }
        try FindingPairing.pair(&walks, session)
        var rows = FindingRows()
        for walk in walks { rows.take(walk) }
        try rows.write(session)
    }
}
