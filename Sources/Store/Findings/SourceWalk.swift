internal import Engine
internal import Hashing

/// A source's scans, walked from the set that it holds to the one that it ends with.
struct SourceWalk {
    let key: SourceKey
    let held: FindingSets.Held
    /// In their order.
    let scans: [DecisionCommit]
    let cves: [Int64]
    private(set) var digest: Digest?
    private(set) var members: [UInt8]
    var lives: [FingerprintBytes: FindingLife] = [:]

    init(_ key: SourceKey, through scans: [FindingSets.ScanSet], from held: FindingSets.Held, cves: [String]) {
        self.key = key
        self.held = held
        self.scans = scans.map(\.commit)
        self.cves = Set(cves.compactMap { CVEID($0)?.packed }).sorted()
        digest = held.digest
        members = held.members
        for scan in scans where scan.digest != digest { follow(scan) }
    }

    /// A scan whose analysis did not run everywhere adds and changes; what it does not mention it may not have looked at.
    private mutating func follow(_ scan: FindingSets.ScanSet) {
        let places = scan.index?.places ?? [:]
        let before = FindingMember.list(members)
        var next = scan.index?.members ?? held.members
        if !scan.commit.checkedReport { next = FindingMember.bytes(of: before, and: FindingMember.list(next)) }
        for difference in SortedDifference.between(
            before, FindingMember.list(next), by: \.fingerprint, isEqual: ==)
        {
            FindingLife.follow(difference, scan: scan, places, in: &lives)
        }
        digest = scan.commit.checkedReport ? scan.digest : Digest(of: next)
        members = next
    }
}

extension DecisionCommit {
    /// Whether the report's analysis ran, as the decision read it.
    fileprivate var checkedReport: Bool {
        decision.coverage.first { $0.input == "report" }?.state ?? .checked == .checked
    }
}
