import Engine
import JSON
import Stages
import Store

/// Reads decisions and failures as HTTP answers them.
struct ScanAnswers: Sendable {
    /// A pipeline gets the worst findings; the decision itself has them all.
    static let findingLimit = 100

    let store: Store

    /// How each of the scans that are over has ended.
    func ends(of scans: [ScanID], tenant: String) async throws -> [(ScanID, WaitEnd)] {
        let records = try await store.scans(scans, tenant: tenant)
        let failed = records.filter { $0.status == .failed }
            .map { ($0.id, WaitEnd.failed(Self.problem($0))) }
        let decided = records.filter { $0.status == .decided }.map(\.id)
        guard !decided.isEmpty else { return failed }
        let decisions = try await store.decisionsOf(scans: decided, tenant: tenant)
        return failed + decisions.map { ($0.decision.scan, Self.end(of: $0)) }
    }

    /// A record that cannot be read ends its own wait, and no other.
    private static func end(of record: DecisionRecord) -> WaitEnd {
        do {
            return .decided(try record.answer(findingLimit: findingLimit).canonical)
        } catch {
            return .failed(Problem(.internalError, "the decision \(record.id) cannot be read: \(error)"))
        }
    }

    /// The problem that a failed scan ended with: the report's, if it is one.
    static func problem(_ scan: ScanRecord) -> Problem {
        let found = scan.problem ?? ScanProblem(code: "unknown", reason: "the scan failed")
        let isReport = ReportProblem.Code(rawValue: found.code) != nil
        var problem = Problem(isReport ? .unreadableReport : .scanFailed, found.reason)
        problem.members = ["code": .string(found.code), "scan": .string("\(scan.id)")]
        return problem
    }
}
