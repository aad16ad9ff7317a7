/// A tool's own format as data: how it is known and where it keeps its findings.
struct ReportMapping: Sendable {
    /// The name of the format, e.g. `gitlab-sast`.
    let name: String
    /// The tool's name for people.
    let tool: String
    var toolVersion: FieldPath?
    /// All must hold of the document for it to be taken for this format unasked.
    let marks: [MappingCondition]
    /// Any one that holds means that the analysis did not run or not to its end.
    var failedWhen: [MappingCondition] = []
    var failure: FieldPath?
    let records: [RecordMapping]
}
