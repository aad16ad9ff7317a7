/// The small canonical record of a report that a decision depends on. Same findings, same bytes, same digest.
public struct Facts: Hashable, Sendable {
    public let format: String
    public let state: CoverageState
    /// Sorted by fingerprint, unique.
    public let findings: [FindingFacts]

    public init(format: String, state: CoverageState, findings: [FindingFacts]) {
        self.format = format
        self.state = state
        self.findings = findings
    }

    /// What of `document` decides. Suppressed findings stay in, marked, so that the evidence shows them.
    public init(of document: Document) {
        self.init(format: document.format, state: document.state, findings: document.findings.map(FindingFacts.init))
    }
}

/// The deciding part of a finding: no text for people, no location.
public struct FindingFacts: Hashable, Sendable {
    public let fingerprint: Fingerprint
    public let kind: FindingKind
    public let severity: Severity
    /// In tenths, 0 to 100.
    public let scoreTenths: Int?
    /// Sorted, unique.
    public let cves: [String]
    public let isSuppressed: Bool
    /// What VEX documents say about it.
    public let claims: [VEXClaim]

    public init(
        fingerprint: Fingerprint, kind: FindingKind, severity: Severity, scoreTenths: Int?, cves: [String],
        isSuppressed: Bool, claims: [VEXClaim] = []
    ) {
        self.fingerprint = fingerprint
        self.kind = kind
        self.severity = severity
        self.scoreTenths = scoreTenths
        self.cves = cves
        self.isSuppressed = isSuppressed
        self.claims = claims
    }

    public init(_ finding: Finding) {
        self.init(
            fingerprint: finding.fingerprint, kind: finding.kind, severity: finding.severity,
            scoreTenths: finding.scoreTenths, cves: finding.cves, isSuppressed: finding.suppression != nil,
            claims: finding.claims)
    }
}
