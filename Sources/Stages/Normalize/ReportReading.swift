internal import Engine

/// What came of reading a report.
enum ReportReading: Sendable {
    case facts(Carrier)
    /// The artefact is not in the store.
    case missing
    case problem(ReportProblem)
}
