internal import Engine
internal import Hashing

/// What came of reading a report.
enum ReportReading: Sendable {
    /// Canonical facts, and their digest.
    case facts(Carrier, Digest)
    /// The artefact is not in the store.
    case missing
    case problem(ReportProblem)
}
