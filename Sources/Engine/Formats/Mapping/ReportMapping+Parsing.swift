public import JSON

/// A user's own mapping, for a tool that no shipped format is for.
extension ReportMapping {
    private static let recordLimit = 20

    /// Throws `PolicyProblem` with the member's path for what is missing, unknown or cannot be read.
    init(parsing value: JSONValue) throws(PolicyProblem) {
        let root = try PolicyObject(
            value,
            allowing: ["failed_when", "failure", "format", "marks", "records", "tool", "tool_version", "version"])
        guard try root.integer("version", 0, in: 0...Int(Int32.max)) == 1 else {
            throw root.problem(.unsupportedVersion, "version", "version: 1 is expected here")
        }
        let marks = try root.conditions("marks")
        guard !marks.isEmpty else {
            throw root.problem(
                .missing, "marks", "a mapping says by which members a report is known, such as [scanner=acme, issues]")
        }
        let entries = try root.list("records", limit: Self.recordLimit, allowing: RecordMapping.members)
        guard !entries.isEmpty else {
            throw root.problem(.missing, "records", "a mapping says where findings are, such as path: issues[]")
        }
        var records: [RecordMapping] = []
        for entry in entries { records.append(try RecordMapping(entry)) }
        self.init(
            name: try Self.name(root), tool: try root.text("tool", limit: 100),
            toolVersion: try root.fieldPath("tool_version"), marks: marks,
            failedWhen: try root.conditions("failed_when"), failure: try root.fieldPath("failure"), records: records)
    }

    private static func name(_ root: PolicyObject) throws(PolicyProblem) -> String {
        let name = try root.text("format", limit: 50)
        let isName = name.utf8.allSatisfy { byte in
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
                || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                || byte == UInt8(ascii: "-")
        }
        guard isName, name != "auto" else {
            throw root.problem(.unknownValue, "format", "a format's name is of a to z, 0 to 9 and -")
        }
        guard ReportFormat.named(name) == nil else {
            throw root.problem(.inconsistent, "format", "\(name) is a format already: choose another name")
        }
        return name
    }
}

extension RecordMapping {
    static let members = [
        "ecosystem", "fixed_in", "ids", "kind", "line", "mentions", "package", "path", "purl", "score", "severities",
        "severity", "subject", "suppressed_when", "suppression", "title", "uri", "version", "weaknesses", "when",
    ]

    init(_ object: PolicyObject) throws(PolicyProblem) {
        guard let path = try object.fieldPath("path") else {
            throw object.problem(.missing, "path", "the way to the records is expected here, such as issues[]")
        }
        guard let title = try object.fieldPath("title") else {
            throw object.problem(.missing, "title", "the member with the finding's title is expected here")
        }
        var ids: [FieldPath] = []
        for text in try object.names("ids") { ids.append(try object.fieldPath(text, at: "ids")) }
        self.init(
            path: path, kind: try object.word("kind", FindingKind.weakness), when: try object.conditions("when"),
            ids: ids, mentions: try object.fieldPath("mentions"), title: title,
            severity: try object.fieldPath("severity"), severities: try object.severities("severities"),
            score: try object.fieldPath("score"), weaknesses: try object.fieldPath("weaknesses"),
            fixedIn: try object.fieldPath("fixed_in"), purl: try object.fieldPath("purl"),
            package: try object.fieldPath("package"), version: try object.fieldPath("version"),
            ecosystem: try object.fieldPath("ecosystem"), uri: try object.fieldPath("uri"),
            line: try object.fieldPath("line"), subject: try object.fieldPath("subject"),
            suppressedWhen: try object.conditions("suppressed_when"), suppression: try object.fieldPath("suppression"))
    }
}

extension PolicyObject {
    /// Nil where the member is absent or null.
    fileprivate func fieldPath(_ name: String) throws(PolicyProblem) -> FieldPath? {
        guard let value = self[name], !value.isNull else { return nil }
        guard let text = value.string else { throw problem(.wrongType, name, "a path is expected here") }
        return try fieldPath(text, at: name)
    }

    fileprivate func fieldPath(_ text: String, at name: String) throws(PolicyProblem) -> FieldPath {
        do throws(MappingError) {
            return try FieldPath(parsing: text)
        } catch {
            throw problem(.badExpression, name, error.description)
        }
    }

    fileprivate func conditions(_ name: String) throws(PolicyProblem) -> [MappingCondition] {
        var conditions: [MappingCondition] = []
        for text in try names(name) {
            do throws(MappingError) {
                conditions.append(try MappingCondition(parsing: text))
            } catch {
                throw problem(.badExpression, name, error.description)
            }
        }
        return conditions
    }

    fileprivate func severities(_ name: String) throws(PolicyProblem) -> [String: Severity] {
        guard let words = self[name]?.object else {
            guard self[name]?.isNull ?? true else {
                throw problem(.wrongType, name, "words and what they mean are expected here, such as {major: high}")
            }
            return [:]
        }
        let object = try object(name, allowing: Array(words.keys))
        var severities: [String: Severity] = [:]
        for word in words.keys.sorted() {
            severities[word.lowercased()] = try object.word(word, Severity.unknown)
        }
        return severities
    }
}

extension ReportFormat {
    /// A format that a user's mapping describes (docs/formats.md). Throws `PolicyProblem` with the member's path.
    public init(mapping value: JSONValue) throws(PolicyProblem) { self.init(try ReportMapping(parsing: value)) }
}
