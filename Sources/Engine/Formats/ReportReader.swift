internal import Compression
public import JSON
internal import XML

/// Turns a scanner's report, or a configuration that our own rules check, into a `Document`, for any number of reports one
/// after another.
///
/// Pure: the same bytes give the same document. Formats: see `ReportFormat`.
public struct ReportReader: ~Copyable {
    /// Raised with every change that can give another document for the same bytes.
    public static let version = 4

    /// How often a report may be packed: base 64, in it gzip, in it a ZIP file.
    private static let wrappingLimit = 3

    /// Gives the JSON that a YAML text stands for, and nil for what is no YAML.
    public typealias YAMLConversion = @Sendable ([UInt8]) throws(ReportProblem) -> [UInt8]?

    private let formats: [ReportFormat]
    private let limit: Int
    private let yaml: YAMLConversion?
    private var parser: JSONParser

    /// Without `yaml` no YAML is read: its parser is not the engine's. `formats` are known beside the shipped ones, and
    /// looked for before them.
    public init(limits: JSONLimits = .standard, formats: [ReportFormat] = [], yaml: YAMLConversion? = nil) {
        self.formats = formats
        limit = limits.maximumBytes
        self.yaml = yaml
        parser = JSONParser(limits: limits)
    }

    /// Reads a report. `format` is a name of `ReportFormat` or `auto`, which judges by the structure alone.
    ///
    /// No bytes at all are a document that was not checked; blanks alone are a problem. Several JSON values one after
    /// another (NDJSON) are read as a list of them. gzip, base 64, the request of GitHub's code scanning and ZIP files
    /// are opened; of a ZIP file every file is a report, and all together are one document.
    public mutating func document(of bytes: [UInt8], format: String = "auto") throws(ReportProblem) -> Document {
        try document(of: bytes, format, wrappings: 0)
    }

    private mutating func document(
        of bytes: [UInt8], _ format: String, wrappings: Int
    ) throws(ReportProblem) -> Document {
        guard !bytes.isEmpty else { return .empty }
        guard wrappings <= Self.wrappingLimit else {
            throw ReportProblem(.wrongShape, "the report is packed more than \(Self.wrappingLimit) times; unpack it")
        }
        if Gzip.isGzip(bytes) { return try document(of: try inflated(bytes), format, wrappings: wrappings + 1) }
        if ZIPArchive.isZIP(bytes) { return try document(ofZIP: bytes, format, wrappings) }
        switch try reading(of: bytes, format) {
        case .document(let document): return document
        case .wrapped(let contents): return try document(of: contents, format, wrappings: wrappings + 1)
        }
    }

    private func inflated(_ bytes: [UInt8]) throws(ReportProblem) -> [UInt8] {
        do {
            return try Gzip.inflate(bytes, limit: limit)
        } catch {
            throw ReportProblem(error)
        }
    }

    private mutating func document(
        ofZIP bytes: [UInt8], _ format: String, _ wrappings: Int
    ) throws(ReportProblem) -> Document {
        let reports = try ReportArchive(bytes, limit: limit)
        var documents: [Document] = []
        for report in reports.reports {
            do throws(ReportProblem) {
                let contents = try reports.contents(of: report)
                // A ZIP file in a ZIP file would take the bounds of both.
                guard !ZIPArchive.isZIP(contents) else {
                    throw ReportProblem(.wrongShape, "a ZIP file in a ZIP file is not read; pack the reports into one")
                }
                documents.append(try document(of: contents, format, wrappings: wrappings + 1))
            } catch {
                throw ReportProblem(error, in: report.name)
            }
        }
        return .merging(documents)
    }

    /// What a text turned out to be.
    private enum Reading {
        case document(Document)
        /// It carries another report.
        case wrapped([UInt8])
    }

    private mutating func reading(of bytes: [UInt8], _ format: String) throws(ReportProblem) -> Reading {
        if let document = try ReportFormat.document(ofText: bytes, named: format) { return .document(document) }
        if let json = try yaml?(bytes) { return try reading(ofJSON: json, format) }
        if XMLReader.isLikely(bytes) { return try reading(ofXML: bytes, format) }
        do throws(ReportProblem) {
            return try reading(ofJSON: bytes, format)
        } catch  where error.code == .notJSON {
            return try reading(ofOther: bytes, format, error)
        } catch  where error.code == .wrongEncoding {
            guard error.location != "/sarif", let text = SingleByteText.utf8(of: bytes) else { throw error }
            do throws(ReportProblem) {
                return try reading(ofJSON: text, format)
            } catch  where error.code == .notJSON {
                return try reading(ofOther: text, format, error)
            }
        }
    }

    /// What is no JSON may be several JSON values, a table, SPDX' tag-value form, or base 64; else `problem` stands.
    private mutating func reading(
        ofOther bytes: [UInt8], _ format: String, _ problem: ReportProblem
    ) throws(ReportProblem) -> Reading {
        let text: [UInt8]
        do {
            text = Array(try JSONText.utf8(of: bytes))
        } catch {
            throw problem
        }
        if let contents = WrappedReport.contents(ofBase64: text) { return .wrapped(contents) }
        if let json = try SPDXTagValue.json(of: text) { return try reading(ofJSON: json, format) }
        guard let list = ConcatenatedJSON.array(of: text) ?? CSVTable.json(of: text) else { throw problem }
        return try reading(ofJSON: list, format)
    }

    private mutating func reading(ofXML bytes: [UInt8], _ format: String) throws(ReportProblem) -> Reading {
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
        return try reading(
            ofJSON: CycloneDXXML.json(of: json) ?? SPDXXML.json(of: json) ?? SPDXRDF.json(of: json) ?? json, format)
    }

    private mutating func reading(ofJSON bytes: [UInt8], _ format: String) throws(ReportProblem) -> Reading {
        let formats = formats
        return try parser.report(in: bytes) { root in
            if let contents = try WrappedReport.contents(of: root) { return .wrapped(contents) }
            return .document(try ReportFormat.document(of: root, named: format, own: formats))
        }
    }
}

extension Document {
    /// What a report of 0 bytes is: the tool wrote nothing, so nothing is known.
    fileprivate static let empty = Document(
        format: "empty", tool: "", state: .notChecked,
        stateReason: "the report is empty: the tool wrote nothing", findings: [], components: [])
}
