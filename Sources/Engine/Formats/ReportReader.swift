public import JSON
internal import XML

/// Turns a scanner's report into a `Document`, for any number of reports one after another.
///
/// Pure: the same bytes give the same document. Formats: see `ReportFormat`.
public struct ReportReader: ~Copyable {
    /// Raised with every change that can give another document for the same bytes.
    public static let version = 3

    private var parser: JSONParser

    public init(limits: JSONLimits = .standard) { parser = JSONParser(limits: limits) }

    /// Reads a report. `format` is a name of `ReportFormat` or `auto`, which judges by the structure alone.
    ///
    /// No bytes at all are a document that was not checked; blanks alone are a problem. Several JSON values one after
    /// another (NDJSON) are read as a list of them.
    public mutating func document(of bytes: [UInt8], format: String = "auto") throws(ReportProblem) -> Document {
        guard !bytes.isEmpty else { return .empty }
        if XMLReader.isLikely(bytes) { return try document(inXML: bytes, format) }
        do {
            return try document(in: bytes, format)
        } catch let error where error.code == .notJSON {
            guard let list = ConcatenatedJSON.array(of: bytes) ?? CSVTable.json(of: bytes) else { throw error }
            return try document(in: list, format)
        }
    }

    private mutating func document(inXML bytes: [UInt8], _ format: String) throws(ReportProblem) -> Document {
        let json: [UInt8]
        do {
            json = try XMLReader.json(of: bytes)
        } catch {
            throw ReportProblem(.notXML, error.message, location: error.line.map { "line \($0)" })
        }
        guard !json.starts(with: "{\"html\":".utf8) else {
            throw ReportProblem(
                .notJSON, "this is a web page, perhaps an error page saved as a report", location: "byte 0")
        }
        return try document(in: CycloneDXXML.json(of: json) ?? json, format)
    }

    private mutating func document(in bytes: [UInt8], _ format: String) throws(ReportProblem) -> Document {
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
