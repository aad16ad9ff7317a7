/// What is known of one vulnerability and the packages that it is in (https://ossf.github.io/osv-schema/).
public struct Advisory: Hashable, Sendable {
    public let id: String
    /// Other names of the same vulnerability.
    public let aliases: [String]
    /// Names of the vulnerabilities that this advisory of a distribution passes on; not the same thing, but what feeds know.
    public let upstream: [String]
    public let isWithdrawn: Bool
    /// One line for people.
    public let title: String
    public let severity: Severity
    /// In tenths, by the newest CVSS version that it states.
    public let scoreTenths: Int?
    public let weaknesses: [Int]
    public let affected: [AffectedPackage]
}

/// A package of an advisory with its affected versions.
public struct AffectedPackage: Hashable, Sendable {
    public let package: AdvisoryPackage
    /// Versions that are affected whatever the ranges say.
    public let versions: Set<String>
    public let ranges: [AdvisoryRange]
    /// Stated for this package alone; nil where the advisory's holds.
    public let scoreTenths: Int?
}

/// Where versions become affected and cease to be.
public struct AdvisoryRange: Hashable, Sendable {
    public enum Kind: String, Hashable, Sendable {
        case ecosystem = "ECOSYSTEM"
        /// Commits, which have no order without their repository.
        case git = "GIT"
        case semver = "SEMVER"
    }

    public enum Event: Hashable, Sendable {
        case introduced(String)
        case fixed(String)
        case lastAffected(String)
        /// Nothing from here on is meant.
        case limit(String)
    }

    public let kind: Kind
    public let events: [Event]

    public init(kind: Kind, events: [Event]) {
        self.kind = kind
        self.events = events
    }
}

extension AdvisoryRange {
    /// Whether `version` is affected; nil where that cannot be told. By the specification's evaluation algorithm.
    func contains(_ version: String, _ scheme: VersionScheme) -> Bool? {
        guard kind != .git else { return nil }
        let scheme = kind == .semver && scheme != .pub ? .semver : scheme
        var isAffected = false
        var limits: [Bool] = []
        for (event, text) in sorted(scheme) {
            guard let order = Self.order(version, text, scheme) else { return nil }
            switch event {
            case .introduced: if order != .lower { isAffected = true }
            case .fixed: if order != .lower { isAffected = false }
            case .lastAffected: if order == .higher { isAffected = false }
            case .limit: limits.append(order == .lower)
            }
        }
        return isAffected && (limits.isEmpty || limits.contains(true))
    }

    /// The versions that fix it and are above `version`.
    func fixes(above version: String, _ scheme: VersionScheme) -> [String] {
        events.compactMap { event in
            guard case .fixed(let text) = event, kind != .git, scheme.order(version, text) == .lower else { return nil }
            return text
        }
    }

    /// In the order of versions; at one version it is first introduced, then fixed.
    private func sorted(_ scheme: VersionScheme) -> [(Event, String)] {
        events.map { ($0, $0.version) }.sorted { left, right in
            let order = Self.order(left.1, right.1, scheme) ?? .same
            return order == .same ? left.0.rank < right.0.rank : order == .lower
        }
    }

    /// `0` is below every version, `*` above.
    private static func order(_ left: String, _ right: String, _ scheme: VersionScheme) -> VersionOrdering? {
        if left == right { return .same }
        if left == "0" || right == "*" { return .lower }
        if right == "0" || left == "*" { return .higher }
        return scheme.order(left, right)
    }
}

extension AdvisoryRange.Event {
    fileprivate var version: String {
        switch self {
        case .introduced(let version), .fixed(let version), .lastAffected(let version), .limit(let version): version
        }
    }

    fileprivate var rank: Int {
        switch self {
        case .introduced: 0
        case .lastAffected: 1
        case .fixed: 2
        case .limit: 3
        }
    }
}
