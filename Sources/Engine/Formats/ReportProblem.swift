internal import JSON

/// Why bytes are no report that we read.
public struct ReportProblem: CustomStringConvertible, Error, Hashable, Sendable {
    /// What a program can test. The raw value is part of HTTP answers and of failed scans: add cases, never rename one.
    public enum Code: String, CaseIterable, Hashable, Sendable {
        /// gzip or a ZIP file that is cut off or changed.
        case damagedArchive = "damaged-archive"
        /// An object that the decision depends on names a member twice.
        case duplicateKey = "duplicate-key"
        /// There are bytes, but nothing but blanks in them.
        case empty
        /// A SARIF log that keeps a part of its content in other files, which are never fetched.
        case externalProperties = "external-properties"
        case notDockerfile = "not-dockerfile"
        case notHCL = "not-hcl"
        case notJSON = "not-json"
        case notXML = "not-xml"
        case notYAML = "not-yaml"
        case outOfMemory = "out-of-memory"
        case tooDeep = "too-deep"
        case tooLarge = "too-large"
        case truncated
        case unknownFormat = "unknown-format"
        /// A ZIP file that is encrypted, in parts, or packed by a rare method.
        case unsupportedArchive = "unsupported-archive"
        case unsupportedVersion = "unsupported-version"
        case wrongEncoding = "wrong-encoding"
        case wrongShape = "wrong-shape"
    }

    public let code: Code
    /// A sentence for people: what is wrong and what to do.
    public let message: String
    /// A JSON pointer (RFC 6901) such as `/runs/0/results/3`, or `byte N`; nil where the whole report is meant.
    public let location: String?

    public init(_ code: Code, _ message: String, location: String? = nil) {
        self.code = code
        self.message = message
        self.location = location
    }

    public var description: String {
        // The pointer to the whole document is empty.
        guard let location, !location.isEmpty else { return message }
        return "\(message) (at \(location))"
    }
}

extension ReportProblem {
    /// What the JSON parser found, told of a report.
    init(_ error: JSONError) {
        self.init(Code(of: error.code), error.message, location: error.offset.map { "byte \($0)" })
    }
}

extension ReportProblem.Code {
    fileprivate init(of code: JSONError.Code) {
        self =
            switch code {
            case .duplicateKey: .duplicateKey
            case .empty: .empty
            case .encoding: .wrongEncoding
            case .memory: .outOfMemory
            case .syntax: .notJSON
            case .tooDeep: .tooDeep
            case .tooLarge: .tooLarge
            case .truncated: .truncated
            }
    }
}
