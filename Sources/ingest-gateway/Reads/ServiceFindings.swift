import Engine
import JSON
import Store

/// A service's findings put together, with the life of each.
struct ServiceFindings {
    private struct Life: Hashable {
        let source: String
        let fingerprint: Fingerprint
    }

    private let all: [FindingCluster]
    private let records: [Life: FindingRecord]

    /// Throws `RecordError` for a stored finding that this build cannot read.
    init(_ records: [FindingRecord]) throws {
        all = FindingClusters.of(
            try records.map { record in
                FindingWitness(source: record.source, finding: try Finding(canonical: record.body))
            })
        let lives = records.map { (Life(source: $0.source, fingerprint: $0.fingerprint), $0) }
        self.records = Dictionary(lives) { first, _ in first }
    }

    /// The worst first.
    func clusters(in states: Set<FindingState>) -> [FindingCluster] {
        all.enumerated().filter { states.contains(state(of: $0.element)) }.sorted { left, right in
            (right.element.severity.gravity, left.offset) < (left.element.severity.gravity, right.offset)
        }.map(\.element)
    }

    /// How many things are in each state.
    var counts: JSONValue {
        let byState = Dictionary(grouping: all, by: state(of:))
        return .object(
            Dictionary(
                uniqueKeysWithValues: FindingState.allCases.map { state in
                    (state.rawValue, .integer(Int64(byState[state]?.count ?? 0)))
                }))
    }

    func json(_ cluster: FindingCluster) -> JSONValue {
        var members = cluster.json { witness in record(of: witness).map(Self.life) ?? [:] }.object ?? [:]
        members["state"] = .string(state(of: cluster).rawValue)
        return .object(members)
    }

    private func state(of cluster: FindingCluster) -> FindingState {
        .joined(cluster.witnesses.compactMap { record(of: $0)?.state })
    }

    private func record(of witness: FindingWitness) -> FindingRecord? {
        records[Life(source: witness.source, fingerprint: witness.finding.fingerprint)]
    }

    private static func life(_ record: FindingRecord) -> [String: JSONValue] {
        var members: [String: JSONValue] = [
            "first_seen_at": .string("\(record.firstSeenAt)"), "opened_at": .string("\(record.openedAt)"),
            "opened_by": .string("\(record.openedBy)"), "state": .string(record.state.rawValue),
        ]
        members["closed_at"] = record.closedAt.map { .string("\($0)") }
        members["closed_by"] = record.closedBy.map { .string("\($0)") }
        members["opened_as"] = record.openedAs.map { .string("\($0)") }
        return members
    }
}
