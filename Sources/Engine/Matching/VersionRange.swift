/// A range of versions in VERS (https://github.com/package-url/vers-spec): `vers:npm/>=1.2|<2.0`.
public struct VersionRange: CustomStringConvertible, Hashable, Sendable {
    public enum Comparator: String, CaseIterable, Hashable, Sendable {
        // Longer signs first, as they are looked for in this order.
        case atLeast = ">="
        case atMost = "<="
        case not = "!="
        case above = ">"
        case below = "<"
        case equal = "="

        var isLowerBound: Bool { self == .above || self == .atLeast }
        var isUpperBound: Bool { self == .below || self == .atMost }
    }

    public struct Constraint: Hashable, Sendable {
        public let comparator: Comparator
        public let version: String

        public init(_ comparator: Comparator, _ version: String) {
            self.comparator = comparator
            self.version = version
        }
    }

    public let scheme: VersionScheme
    /// In the order of versions; empty for every version (`*`).
    public let constraints: [Constraint]

    public init(_ scheme: VersionScheme, _ constraints: [Constraint]) {
        self.scheme = scheme
        self.constraints = constraints.enumerated().sorted { left, right in
            let order = scheme.order(left.element.version, right.element.version) ?? .same
            return order == .same ? left.offset < right.offset : order == .lower
        }.map(\.element)
    }

    /// Nil where `text` is no range, or one of a scheme whose order is not known.
    public init?(parsing text: String) {
        let text = text.filter { !$0.isWhitespace }
        guard text.prefix(5).lowercased() == "vers:", let slash = text.firstIndex(of: "/"),
            let scheme = VersionScheme(rawValue: text.dropFirst(5).prefix(upTo: slash).lowercased())
        else { return nil }
        var constraints: [Constraint] = []
        for part in text[text.index(after: slash)...].split(separator: "|") where part != "*" {
            guard let constraint = Self.constraint(part), scheme.reads(constraint.version) else { return nil }
            constraints.append(constraint)
        }
        guard text.index(after: slash) != text.endIndex else { return nil }
        self.init(scheme, constraints)
    }

    static func constraint(_ part: Substring) -> Constraint? {
        let comparator = Comparator.allCases.first { part.hasPrefix($0.rawValue) }
        let version = PercentEncoding.decoded(String(part.dropFirst(comparator?.rawValue.count ?? 0)))
        return version.isEmpty ? nil : Constraint(comparator ?? .equal, version)
    }

    public var description: String {
        guard !constraints.isEmpty else { return "vers:\(scheme.rawValue)/*" }
        let texts = constraints.map { constraint in
            let sign = constraint.comparator == .equal ? "" : constraint.comparator.rawValue
            return sign + PercentEncoding.encoded(constraint.version, keeping: "!:")
        }
        return "vers:\(scheme.rawValue)/\(texts.joined(separator: "|"))"
    }

    /// Whether `version` lies in the range; nil where it is no version of the scheme.
    public func contains(_ version: String) -> Bool? {
        guard scheme.reads(version) else { return nil }
        var bounds: [Constraint] = []
        for constraint in constraints {
            switch constraint.comparator {
            case .equal: if order(version, constraint) == .same { return true }
            case .not: if order(version, constraint) == .same { return false }
            case .above, .atLeast:
                // Of two lower bounds in a row the wider counts.
                if bounds.last?.comparator.isLowerBound != true { bounds.append(constraint) }
            case .below, .atMost:
                if bounds.last?.comparator.isUpperBound == true { bounds.removeLast() }
                bounds.append(constraint)
            }
        }
        guard !bounds.isEmpty else { return constraints.allSatisfy { $0.comparator == .not } }
        return Self.intervals(of: bounds).contains { interval in interval.allSatisfy { holds(version, $0) } }
    }

    /// Pairs of a lower and an upper bound; the first and the last may be open.
    private static func intervals(of bounds: [Constraint]) -> [ArraySlice<Constraint>] {
        var intervals: [ArraySlice<Constraint>] = []
        var at = 0
        while at < bounds.count {
            let isPair = bounds[at].comparator.isLowerBound && at + 1 < bounds.count
            intervals.append(bounds[at..<(at + (isPair ? 2 : 1))])
            at += isPair ? 2 : 1
        }
        return intervals
    }

    private func order(_ version: String, _ constraint: Constraint) -> VersionOrdering? {
        scheme.order(version, constraint.version)
    }

    private func holds(_ version: String, _ constraint: Constraint) -> Bool {
        let order = order(version, constraint)
        return switch constraint.comparator {
        case .above: order == .higher
        case .atLeast: order == .higher || order == .same
        case .atMost: order == .lower || order == .same
        case .below: order == .lower
        case .equal: order == .same
        case .not: order != .same
        }
    }
}
