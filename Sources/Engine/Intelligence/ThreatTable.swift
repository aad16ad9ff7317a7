/// What the feeds say of every CVE at one epoch, for look-ups in memory: some 12 bytes a CVE before hashing's slack.
public struct ThreatTable: Sendable {
    /// Raised by every published import.
    public private(set) var epoch: Int64
    /// One for each feed that was ever imported, by name.
    public private(set) var headers: [FeedHeader]
    private var entries: [CVEID: Entry]

    /// Nothing imported yet.
    public static let empty = ThreatTable(epoch: 0, headers: [], epss: [], kev: [])

    public init(epoch: Int64, headers: [FeedHeader], epss: [EPSSRow], kev: [KEVEntry]) {
        self.epoch = epoch
        self.headers = headers.sorted { $0.name.rawValue < $1.name.rawValue }
        entries = Dictionary(minimumCapacity: epss.count + kev.count / 4)
        for row in epss { entries[row.cve, default: Entry()].setScore(row.scoreE5) }
        for entry in kev { entries[entry.cve, default: Entry()].setKEV(entry) }
    }

    /// Distinct CVEs that any feed names.
    public var count: Int { entries.count }

    /// What the feeds say of `cve`; an id that no feed can have is one that none has.
    public func facts(for cve: String) -> CVEFacts {
        let entry = CVEID(cve).flatMap { entries[$0] } ?? Entry()
        return CVEFacts(
            cve: cve, epssE5: entry.scoreE5, isInKEV: entry.isInKEV, isRansomware: entry.isRansomware)
    }

    public func header(of name: FeedName) -> FeedHeader? { headers.first { $0.name == name } }

    /// Takes over what a later epoch changed.
    public mutating func apply(_ delta: ThreatDelta) {
        epoch = delta.epoch
        headers = delta.headers.sorted { $0.name.rawValue < $1.name.rawValue }
        for row in delta.epss { entries[row.cve, default: Entry()].setScore(row.scoreE5) }
        for entry in delta.kev { entries[entry.cve, default: Entry()].setKEV(entry) }
        for cve in delta.removedEPSS { update(cve) { $0.clearScore() } }
        for cve in delta.removedKEV { update(cve) { $0.clearKEV() } }
    }

    private mutating func update(_ cve: CVEID, _ change: (inout Entry) -> Void) {
        guard var entry = entries[cve] else { return }
        change(&entry)
        entries[cve] = entry.isEmpty ? nil : entry
    }
}

extension ThreatTable {
    /// Score and flags in one word.
    private struct Entry: Sendable {
        private static let kevBit: UInt32 = 1 << 31
        private static let ransomwareBit: UInt32 = 1 << 30
        private static let scoreMask: UInt32 = (1 << 30) - 1

        /// The score plus one in the low bits; 0 for none.
        private var word: UInt32 = 0

        var isEmpty: Bool { word == 0 }
        var isInKEV: Bool { word & Self.kevBit != 0 }
        var isRansomware: Bool { word & Self.ransomwareBit != 0 }
        var scoreE5: Int? { word & Self.scoreMask == 0 ? nil : Int(word & Self.scoreMask) - 1 }

        mutating func setScore(_ scoreE5: Int32) {
            word = word & ~Self.scoreMask | UInt32(clamping: scoreE5) + 1
        }

        mutating func clearScore() { word &= ~Self.scoreMask }

        mutating func setKEV(_ entry: KEVEntry) {
            word = word & Self.scoreMask | Self.kevBit | (entry.isRansomware ? Self.ransomwareBit : 0)
        }

        mutating func clearKEV() { word &= Self.scoreMask }
    }
}
