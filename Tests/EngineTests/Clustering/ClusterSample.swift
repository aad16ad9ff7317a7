@testable import Engine

/// Findings for tests of clusters.
enum ClusterSample {
    static func finding(
        _ number: UInt64, _ ids: [String], kind: FindingKind = .vulnerability, in component: String? = nil,
        at uri: String? = nil, line: Int? = nil, severity: Severity = .high, weaknesses: [Int] = [],
        title: String = "a flaw"
    ) -> Finding {
        Finding(
            fingerprint: Fingerprint(high: 0, low: number), ids: ids.sorted(), kind: kind, severity: severity,
            component: component, location: uri.map { Location(uri: $0, line: line) }, title: title,
            weaknesses: weaknesses)
    }

    static func witness(_ source: String, _ finding: Finding) -> FindingWitness {
        FindingWitness(source: source, finding: finding)
    }

    /// Each cluster as the fingerprints' last digits with their sources, e.g. `a1 b2`.
    static func names(_ clusters: [FindingCluster]) -> [String] {
        clusters.map { cluster in
            cluster.witnesses.map { "\($0.source)\(Int("\($0.finding.fingerprint)", radix: 16) ?? -1)" }
                .joined(separator: " ")
        }
    }
}
