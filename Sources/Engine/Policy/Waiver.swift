/// A risk that somebody accepted until a day: what it matches is allowed, down to the floors that cannot be waived.
public struct Waiver: Hashable, Sendable {
    /// Unique in its policy.
    public let name: String
    public let approver: String
    public let reason: String
    /// From this instant on it is void.
    public let expires: Timestamp
    /// Matches the findings all of whose CVEs are among these; empty for any.
    public let cves: [String]
    public let finding: Fingerprint?
    let condition: Expression?

    /// The condition as it was written.
    public var when: String? { condition?.source }

    /// Whether it could cover a finding of `facts`, which name `cves` (sorted or not).
    func mayCover(_ facts: Facts, _ cves: [String]) -> Bool {
        if let finding { return facts.findings.contains { $0.fingerprint == finding } }
        return self.cves.isEmpty || self.cves.contains(where: cves.contains)
    }

    /// Whether it covers a finding; `views` has one element for each of the finding's CVEs, or one for none.
    func covers(_ finding: FindingFacts, _ views: [FactView]) -> Bool {
        if let fingerprint = self.finding, fingerprint != finding.fingerprint { return false }
        if !cves.isEmpty, finding.cves.isEmpty || !finding.cves.allSatisfy(cves.contains) { return false }
        guard let condition else { return true }
        return views.allSatisfy(condition.holds)
    }
}
