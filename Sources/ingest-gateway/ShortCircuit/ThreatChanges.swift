import Engine
import Store

/// Which epoch last changed each CVE, complete from `floor` to `epoch`; outside that it knows nothing and says so.
struct ThreatChanges: Sendable {
    /// More changed CVEs than this are not kept apart: the table starts anew at its epoch.
    private static let limit = 2_000_000

    private var lastChanged: [CVEID: Int64] = [:]
    private var everythingChangedAt: Int64 = 0
    /// A fact read at an epoch below this one may have changed since.
    private var floor: Int64 = 0
    /// -1 until the first load: every question is then beyond it.
    private(set) var epoch: Int64 = -1

    /// Takes in what changed after `epoch`.
    mutating func record(_ news: CVEChanges) {
        guard news.epoch > epoch else { return }
        everythingChangedAt = max(everythingChangedAt, news.everythingChangedAt)
        for change in news.changes { lastChanged[change.cve] = change.epoch }
        epoch = news.epoch
        guard lastChanged.count > Self.limit else { return }
        lastChanged = [:]
        floor = epoch
    }

    /// Whether the facts of `value` are surely unchanged at `current`, the epoch that the fleet has reached.
    func covers(_ value: FingerprintValue, at current: Int64) -> Bool {
        guard current <= epoch else { return false }
        if value.epoch >= epoch { return true }
        guard value.epoch >= floor, value.epoch >= everythingChangedAt, let cves = value.cves else { return false }
        return cves.allSatisfy { (lastChanged[$0] ?? 0) <= value.epoch }
    }
}
