/// What of a finding says that it is the same as another tool's.
struct Sighting {
    let witness: FindingWitness
    /// The file; for a configuration without one the resource.
    let place: String
    private let line: Int?
    private let checks: Set<String>
    private let weaknesses: Set<Int>

    /// Nil for a finding that names no place.
    init?(_ witness: FindingWitness, _ paths: SourcePaths) {
        let finding = witness.finding
        guard let place = finding.location.map({ paths.resolved($0.uri) }) ?? finding.component else { return nil }
        self.witness = witness
        self.place = "\(finding.kind == .misconfiguration ? "configuration" : "code") \(place)"
        line = finding.location?.line
        checks = Set(
            finding.ids.flatMap { id in
                let rules = InfrastructureRule.named(id).map(\.id)
                return rules.isEmpty ? [id] : rules
            })
        weaknesses = Set(finding.weaknesses).union(finding.kind == .secret ? Self.hardCodedSecrets : [])
    }

    /// CWE-259, 321 and 798: a password, a key, credentials that are written in code.
    private static let hardCodedSecrets = [259, 321, 798]

    func precedes(_ other: Sighting) -> Bool {
        (line ?? 0) == (other.line ?? 0) ? witness.precedes(other.witness) : (line ?? 0) < (other.line ?? 0)
    }

    /// Whether any two findings on these lines may be the same; `other` is not before this one.
    func isNear(_ other: Sighting) -> Bool { (other.line ?? 0) - (line ?? 0) <= Self.greatestTolerance }

    /// In lines; nil where they are not the same.
    func distance(to other: Sighting) -> Int? {
        guard witness.source != other.witness.source else { return nil }
        let kinds = [witness.finding.kind, other.witness.finding.kind]
        guard !checks.isDisjoint(with: other.checks) || !weaknesses.isDisjoint(with: other.weaknesses) else {
            return nil
        }
        guard let line, let otherLine = other.line else { return line == other.line ? 0 : nil }
        let distance = abs(line - otherLine)
        return distance <= Self.tolerance(kinds) ? distance : nil
    }

    /// Tools point at a call's first or last line, at a resource or at the attribute in it, and at a secret's own line.
    private static func tolerance(_ kinds: [FindingKind]) -> Int {
        kinds.contains(.secret) ? 1 : kinds.contains(.misconfiguration) ? greatestTolerance : 3
    }

    private static let greatestTolerance = 20
}
