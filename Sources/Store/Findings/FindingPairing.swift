internal import Engine
internal import Postgres

/// The second stage of telling findings apart: what a scan no longer has and what it has for the first time may be the same
/// under another fingerprint (`FindingMove`). Then its life goes on.
enum FindingPairing {
    /// A source in which one batch closes or opens more than this is taken by fingerprints alone.
    private static let limit = 5000

    static func pair(_ walks: inout [SourceWalk], _ session: PostgresSession) throws {
        let candidates = walks.indices.filter { walks[$0].mayHaveMoves(limit) }
        guard !candidates.isEmpty else { return }
        let stored = try texts(candidates.map { walks[$0] }, session)
        for index in candidates { try pair(&walks[index], stored[walks[index].key] ?? [:]) }
    }

    /// Scan by scan: what it closed with what it opened.
    private static func pair(_ walk: inout SourceWalk, _ stored: [FingerprintBytes: [UInt8]]) throws {
        for scan in walk.scans {
            // One with a row that this batch opened again was fixed in between: that life is its own.
            let gone = try walk.lives.compactMap { fingerprint, life in
                life.closed?.identity == scan.identity && (life.opened == nil) != (stored[fingerprint] == nil)
                    ? try (life.text?.bytes ?? stored[fingerprint]).map { try Finding(canonical: $0) } : nil
            }
            // One with a row was here before: it opens again, and needs no other life.
            let new = try walk.lives.compactMap { fingerprint, life in
                life.opened?.identity == scan.identity && stored[fingerprint] == nil
                    ? try life.text.map { try Finding(canonical: $0.bytes) } : nil
            }
            for move in FindingMove.between(gone: gone, new: new) { walk.take(move) }
        }
    }

    /// The bodies of the rows of what closes and of what opens, where there are such.
    private static func texts(
        _ walks: [SourceWalk], _ session: PostgresSession
    ) throws -> [SourceKey: [FingerprintBytes: [UInt8]]] {
        let keys = walks.flatMap { walk in walk.lives.keys.map { (walk.key, $0) } }
        let rows = try session.run(
            """
            SELECT place, body
              FROM unnest(\(keys.map(\.0.tenant)), \(keys.map(\.0.service)), \(keys.map(\.0.source)),
                          \(keys.map { PostgresBytes($0.1.bytes) })) WITH ORDINALITY
                   AS given (tenant, service, source, fingerprint, place)
              JOIN finding USING (tenant, service, source, fingerprint)
            """)
        var texts: [SourceKey: [FingerprintBytes: [UInt8]]] = [:]
        for row in rows {
            let (key, fingerprint) = keys[row.int(0) - 1]
            texts[key, default: [:]][fingerprint] = row.bytes(1)
        }
        return texts
    }
}

extension SourceWalk {
    fileprivate func mayHaveMoves(_ limit: Int) -> Bool {
        let gone = lives.values.count { $0.closed != nil }
        let new = lives.values.count { $0.opened != nil }
        return gone > 0 && new > 0 && gone <= limit && new <= limit
    }

    /// The life under the old fingerprint, in a row or in this batch, goes on under the new one.
    fileprivate mutating func take(_ move: FindingMove) {
        let from = FingerprintBytes(move.from)
        let to = FingerprintBytes(move.to)
        guard let old = lives.removeValue(forKey: from) else { return }
        lives[to]?.movedFrom = old.opened == nil ? from : old.movedFrom
        lives[to]?.openedAs = old.openedAs ?? from
        if let opened = old.opened { lives[to]?.opened = opened }
    }
}

extension FingerprintBytes {
    fileprivate init(_ fingerprint: Fingerprint) {
        let words = fingerprint.words
        self.init(high: words.high, low: words.low)
    }
}
