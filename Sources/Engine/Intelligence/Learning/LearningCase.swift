/// A finding of a service as it was first decided, and how long it was open.
public struct LearningCase: Hashable, Sendable {
    public let service: String
    public let finding: Fingerprint
    /// What the feeds said of its CVEs then.
    public let cves: [CVEFacts]
    /// What was declared of the service then.
    public let context: ServiceContext
    public let verdict: Verdict
    public let openedAt: Timestamp
    /// Nil while it is open.
    public let closedAt: Timestamp?

    public init(
        service: String, finding: Fingerprint, cves: [CVEFacts], context: ServiceContext, verdict: Verdict,
        openedAt: Timestamp, closedAt: Timestamp?
    ) {
        self.service = service
        self.finding = finding
        self.cves = cves
        self.context = context
        self.verdict = verdict
        self.openedAt = openedAt
        self.closedAt = closedAt
    }

    /// Somebody somewhere exploits one of its CVEs: only then does its end tell how well the service resists.
    var isExploitedElsewhere: Bool { cves.contains(where: \.isInKEV) }
}
