/// What kind of thing a finding reports.
public enum FindingKind: String, CaseIterable, Hashable, Sendable {
    case license
    case misconfiguration
    case secret
    /// A published vulnerability of a component, usually with a CVE id.
    case vulnerability
    /// A flaw in first-party code, as static analysis reports it.
    case weakness
}

/// The severity that the tool stated, in ascending order. `unknown` sorts beside `medium` in no rule: rules name it.
public enum Severity: String, CaseIterable, Hashable, Sendable {
    case none, low, medium, high, critical
    /// The tool gave none. Never treated as `none`.
    case unknown

    /// The band of a CVSS base score in tenths (CVSS v3.1 section 5: 0.1, 4.0, 7.0, 9.0).
    public init(scoreTenths: Int) {
        self =
            switch scoreTenths {
            case ..<1: .none
            case ..<40: .low
            case ..<70: .medium
            case ..<90: .high
            default: .critical
            }
    }
}

/// Where in the sources a finding was seen. For people; never part of a decision.
public struct Location: Hashable, Sendable {
    /// The artifact's URI as the report writes it, resolved against its base where one is given.
    public let uri: String
    /// One-based; nil when the report names no line.
    public let line: Int?

    public init(uri: String, line: Int?) {
        self.uri = uri
        self.line = line
    }
}

/// One thing that a report says is wrong, with its display text. `FindingFacts` is the part that decisions read.
public struct Finding: Hashable, Sendable {
    /// Stable across scans of the same service and source; no severity, no line number in it.
    public let fingerprint: Fingerprint
    /// Every identifier, sorted and unique: CVE, GHSA, rule ids…
    public let ids: [String]
    public let kind: FindingKind
    public let severity: Severity
    /// CVSS or `security-severity` in tenths, 0 to 100; nil when the report states none.
    public let scoreTenths: Int?
    /// The component's purl if it has one, else its name and version.
    public let component: String?
    public let location: Location?
    /// One line for people.
    public let title: String
    /// CWE numbers, ascending.
    public let weaknesses: [Int]
    /// Versions that fix it, as the report states them.
    public let fixedIn: [String]
    /// The reason why the report itself suppresses this finding (SARIF `suppressions`, VEX `analysis`), else nil.
    public let suppression: String?
    /// What VEX documents that came with the report say about it, in order.
    public let claims: [VEXClaim]

    public init(
        fingerprint: Fingerprint, ids: [String], kind: FindingKind, severity: Severity, scoreTenths: Int? = nil,
        component: String? = nil, location: Location? = nil, title: String, weaknesses: [Int] = [],
        fixedIn: [String] = [], suppression: String? = nil, claims: [VEXClaim] = []
    ) {
        self.fingerprint = fingerprint
        self.ids = ids
        self.kind = kind
        self.severity = severity
        self.scoreTenths = scoreTenths
        self.component = component
        self.location = location
        self.title = title
        self.weaknesses = weaknesses
        self.fixedIn = fixedIn
        self.suppression = suppression
        self.claims = claims
    }

    /// The CVE ids among `ids`, in their order; a rule id that only contains one does not count.
    public var cves: [String] { ids.filter(IdentifierScan.isCVE) }
}
