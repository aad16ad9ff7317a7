public import JSON

/// Turns a scanner's report into a `Document`, for any number of reports one after another.
///
/// Pure: the same bytes give the same document. Formats: see `ReportFormat`.
public struct ReportReader: ~Copyable {
    /// Raised with every change that can give another document for the same bytes.
    public static let version = 1

    private var parser: JSONParser

    public init(limits: JSONLimits = .standard) { parser = JSONParser(limits: limits) }

    /// Reads a report. `format` is a name of `ReportFormat` or `auto`, which judges by the structure alone.
    ///
    /// No bytes at all are a document that was not checked; blanks alone are a problem.
    public mutating func document(of bytes: [UInt8], format: String = "auto") throws(ReportProblem) -> Document {
        guard !bytes.isEmpty else { return .empty }
        do {
            return try parser.withDocument(bytes) { root in try ReportFormat.document(of: root, named: format) }
        } catch let problem as ReportProblem {
            throw problem
        } catch let error as JSONError {
            throw ReportProblem(error)
        } catch {
            throw ReportProblem(.notJSON, "\(error)")
        }
    }
}

extension Document {
    /// What a report of 0 bytes is: the tool wrote nothing, so nothing is known.
    fileprivate static let empty = Document(
        format: "empty", tool: "", state: .notChecked,
        stateReason: "the report is empty: the tool wrote nothing", findings: [], components: [])
}
