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
        var rows = FindingRows()
        for (key, source) in scanned {
            let sets = source.scans.compactMap { found[$0.identity] }
            follow(sets, from: held[key] ?? .none, of: key, cves: source.scans.last?.cves ?? [], into: &rows)
        }
        try rows.write(session)
    }

    /// Walks a source's scans from the set that it holds to the one that it ends with.
    private static func follow(
        _ scans: [FindingSets.ScanSet], from held: FindingSets.Held, of key: SourceKey, cves: [String],
        into rows: inout FindingRows
    ) {
        var digest = held.digest
        var members = held.members
        var lives: [FingerprintBytes: FindingLife] = [:]
        for scan in scans where scan.digest != digest {
            let next = scan.index?.members ?? held.members
            let places = scan.index?.places ?? [:]
            for difference in SortedDifference.between(
                FindingMember.list(members), FindingMember.list(next), by: \.fingerprint, isEqual: ==)
            {
                FindingLife.follow(difference, scan: scan, places, in: &lives)
            }
            digest = scan.digest
            members = next
        }
        rows.take(lives, of: key)
        let words = Set(cves.compactMap { CVEID($0)?.packed }).sorted()
        let isSetChanged = digest != held.digest
        let areCVEsChanged = words != held.cves
        if areCVEsChanged { rows.takeCVEs(from: held.cves, to: words, of: key) }
        if isSetChanged || areCVEsChanged {
            rows.sets.append(
                FindingRows.SetRow(key: key, digest: digest ?? Digest(of: []), members: members, cves: words))
        }
    }
}

/// What a batch does to one finding.
struct FindingLife {
    /// The text that it ends with and the decision of the scan that says it; nil where it only closes.
    var text: (bytes: [UInt8], of: DecisionCommit)?
    /// The decision of the scan that opened it; nil where it was open before.
    var opened: DecisionCommit?
    /// The decision of the scan that it is missing from; nil where it ends open.
    var closed: DecisionCommit?

    static func follow(
        _ difference: SortedDifference<FindingMember>, scan: FindingSets.ScanSet,
        _ places: [FingerprintBytes: FindingIndex.Place], in lives: inout [FingerprintBytes: FindingLife]
    ) {
        switch difference {
        case .removed(let member):
            lives[member.fingerprint, default: FindingLife()].closed = scan.commit
        case .added(let member):
            // Without a document the scan is back at the set that is held, whose rows are as they should be.
            guard let text = scan.text(at: places[member.fingerprint]) else {
                lives[member.fingerprint] = nil
                return
            }
            lives[member.fingerprint] = FindingLife(text: (text, scan.commit), opened: scan.commit)
        case .changed(let member):
            guard let text = scan.text(at: places[member.fingerprint]) else {
                lives[member.fingerprint] = nil
                return
            }
            lives[member.fingerprint, default: FindingLife()].text = (text, scan.commit)
        }
    }
}
