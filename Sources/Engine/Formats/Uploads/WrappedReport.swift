internal import JSON

/// A report that another interface's request carries inside of it.
enum WrappedReport {
    /// The bytes in the `sarif` field of a request to GitHub's code scanning: gzip in base 64
    /// (https://docs.github.com/rest/code-scanning/code-scanning#upload-an-analysis-as-sarif-data). Nil where `root` is
    /// no such request; a problem where it is one and its field is no base 64.
    static func contents(of root: JSONNode) throws(ReportProblem) -> [UInt8]? {
        guard let field = root["sarif"], field.kind == .string, root["runs"] == nil else { return nil }
        try root.checkedObject("")
        guard let contents = Base64.decoded(field.utf8) else {
            throw ReportProblem(.wrongEncoding, "the field \"sarif\" holds gzip in base64", location: "/sarif")
        }
        return contents
    }

    /// What `bytes` stand for where they are nothing but base 64 and begin as something that is read.
    static func contents(ofBase64 bytes: [UInt8]) -> [UInt8]? {
        guard let contents = bytes.withUnsafeBufferPointer({ Base64.decoded($0) }), let first = contents.first else {
            return nil
        }
        return [0x1F, 0x3C, 0x50, 0x5B, 0x7B, 0xEF, 0xFE, 0xFF].contains(first) ? contents : nil
    }
}
