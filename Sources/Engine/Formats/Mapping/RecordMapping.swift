/// Which values of a report are findings, and which member says what of them.
struct RecordMapping: Sendable {
    /// From the document to the records. Each `[]` and `{}` on the way is a level that `^` can go back to.
    let path: FieldPath
    let kind: FindingKind
    /// All must hold, or the record is no finding: a check that passed, a statement about something else.
    var when: [MappingCondition] = []

    /// The identifiers, the one that names the flaw first; a CVE id inside any text of them counts for itself.
    let ids: [FieldPath]
    /// Text that may mention CVE ids, which then count as identifiers too.
    var mentions: FieldPath?
    let title: FieldPath
    /// The tool's word for it.
    var severity: FieldPath?
    /// Words whose meaning here is not the usual one, in lower case.
    var severities: [String: Severity] = [:]
    /// A CVSS score, 0 to 10.
    var score: FieldPath?
    var weaknesses: FieldPath?
    var fixedIn: FieldPath?

    var purl: FieldPath?
    var package: FieldPath?
    var version: FieldPath?
    /// The ecosystem by any name that is in use: `pip`, `PyPI`, `python-pkg`.
    var ecosystem: FieldPath?

    var uri: FieldPath?
    var line: FieldPath?
    /// What else tells two findings of one id in one place apart and is the same after the next scan.
    var subject: FieldPath?

    /// Any one that holds suppresses the finding.
    var suppressedWhen: [MappingCondition] = []
    var suppression: FieldPath?
}
