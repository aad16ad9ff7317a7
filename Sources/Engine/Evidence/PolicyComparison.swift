internal import JSON

/// What two policies make of a decision that was made before: the facts are those of its evidence, and so are the
/// states of its inputs.
public struct PolicyComparison: Hashable, Sendable {
    /// A finding whose verdict differs.
    public struct Change: Hashable, Sendable {
        public let fingerprint: Fingerprint
        public let before: Verdict
        public let after: Verdict
    }

    public let scan: String
    public let service: String
    public let before: Verdict
    public let after: Verdict
    public let dueDaysBefore: Int?
    public let dueDaysAfter: Int?
    /// Sorted by fingerprint.
    public let changes: [Change]

    /// Whether anything that a person would notice differs.
    public var isChanged: Bool { before != after || dueDaysBefore != dueDaysAfter || !changes.isEmpty }

    /// Decides again under both policies at the time of the decision. Throws `unreadable` for what is no evidence.
    public init(evidence: [UInt8], from first: Policy, to second: Policy) throws(EvidenceProblem) {
        let value: JSONValue
        do throws(JSONError) {
            value = try JSONValue(parsing: evidence)
        } catch {
            throw EvidenceProblem(.unreadable, "the evidence cannot be read: \(error)")
        }
        let enriched = try Evidence.enrichedFacts(of: value)
        guard let time = value["decided_at"]?.string.flatMap({ Timestamp($0) }) else {
            throw EvidenceProblem(.unreadable, "the evidence does not say when the decision was made")
        }
        let tenant = value["tenant"]?.string ?? ""
        let service = value["service"]?.string ?? ""
        func answer(_ policy: Policy) -> Assessment {
            Scorer.assess(enriched.under(policy, tenant: tenant, service: service, at: time), policy: policy)
        }
        let (one, other) = (answer(first), answer(second))
        scan = value["scan"]?.string ?? ""
        self.service = service
        (before, after) = (one.verdict, other.verdict)
        (dueDaysBefore, dueDaysAfter) = (one.dueDays, other.dueDays)
        // Both hold the same findings in the same order: no policy adds or drops one.
        changes = zip(one.findings, other.findings).compactMap { left, right in
            left.verdict == right.verdict
                ? nil : Change(fingerprint: left.fingerprint, before: left.verdict, after: right.verdict)
        }
    }
}
