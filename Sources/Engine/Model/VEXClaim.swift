/// What somebody says about whether a vulnerability is in a product (https://www.cisa.gov/sites/default/files/2023-04/minimum-requirements-for-vex-508c.pdf).
/// The raw value stands in evidence: never rename one.
public enum VEXStatus: String, CaseIterable, Hashable, Sendable {
    case affected
    case fixed
    case notAffected = "not_affected"
    case underInvestigation = "under_investigation"

    /// Whether it says that nothing is to be done. What is being looked into is no excuse.
    public var isExcuse: Bool { self == .fixed || self == .notAffected }
}

/// The newest that one author says about a finding. A claim, not a fact: the policy says whose claims count.
public struct VEXClaim: Hashable, Sendable {
    /// As the document names him, which nobody has verified; empty where it names none.
    public let author: String
    public let status: VEXStatus
    /// Why the product is not affected: a justification's word, or the impact statement on one line.
    public let justification: String?
    /// The CVEs of the finding that it is about, sorted; empty where the finding names none.
    public let cves: [String]
    public let time: Timestamp

    public init(author: String, status: VEXStatus, justification: String?, cves: [String], time: Timestamp) {
        self.author = author
        self.status = status
        self.justification = justification
        self.cves = cves
        self.time = time
    }
}

extension VEXClaim {
    /// The order of claims in a record.
    func precedes(_ other: VEXClaim) -> Bool {
        (author, time, status.rawValue, cves.first ?? "") < (
            other.author, other.time, other.status.rawValue, other.cves.first ?? ""
        )
    }
}
