public import JSON

/// Reads VEX documents: OpenVEX, CSAF, and CycloneDX with analyses.
public struct VEXReader: ~Copyable {
    private var parser: JSONParser

    public init(limits: JSONLimits = .standard) { parser = JSONParser(limits: limits) }

    /// The statements in `bytes`. Throws where it is no VEX document, or one that does not say who says what when.
    public mutating func statements(in bytes: [UInt8]) throws(ReportProblem) -> [VEXStatement] {
        try parser.report(in: bytes) { root in try Self.statements(root) }
    }

    private static func statements(_ root: JSONNode) throws(ReportProblem) -> [VEXStatement] {
        try root.checkedObject("")
        if root["@context"]?.texts.contains(where: { $0.contains("openvex") }) ?? false {
            return try OpenVEXDocument.statements(root)
        }
        if root["document"]?["csaf_version"] != nil { return try CSAFDocument.statements(root) }
        if root["bomFormat"]?.stringEquals("CycloneDX") ?? false { return try CycloneDXVEX.statements(root) }
        throw ReportProblem(
            .unknownFormat, "this is no VEX document: OpenVEX, CSAF and CycloneDX with analyses are read")
    }

    /// The time that a document states. Throws where it states none: which say is the latest could not be told.
    static func time(_ text: String?, at pointer: String) throws(ReportProblem) -> Timestamp {
        guard let time = text.flatMap({ Timestamp($0) }) else {
            throw ReportProblem(.wrongShape, "a VEX document says when it was written (RFC 3339)", location: pointer)
        }
        return time
    }

    static func author(_ text: String?, at pointer: String) throws(ReportProblem) -> String {
        guard let author = text?.trimmed, !author.isEmpty else {
            throw ReportProblem(.wrongShape, "a VEX document says who says so", location: pointer)
        }
        return DisplayText.line(author)
    }

    /// The package URLs among `texts`; others name nothing that findings can be compared with.
    static func packages(_ texts: [String]) -> [PackageURL] {
        // Ignored: what is no package URL is another kind of identifier.
        texts.compactMap { try? PackageURL(parsing: $0) }
    }
}
