/// A report after normalisation: everything worth showing, nothing decided.
public struct Document: Hashable, Sendable {
    /// Format and version, e.g. `sarif-2.1.0`, `cyclonedx-1.5`, `github-code-scanning-alert`, `empty`.
    public let format: String
    /// The tool's name and version for people; several are joined by `, `.
    public let tool: String
    /// Whether the analysis that the report describes really ran.
    public let state: CoverageState
    /// Why `state` is not `checked`, in a sentence; nil when it is.
    public let stateReason: String?
    /// Sorted by fingerprint, one per fingerprint.
    public let findings: [Finding]
    public let components: [Component]
    /// What the components are parts of, with what it depends on directly; nil where the report names nothing.
    public let subject: Component?
    /// What in the report is against its format's rules and was read nevertheless: sentences with places, few at most.
    public let remarks: [String]

    public init(
        format: String, tool: String, state: CoverageState, stateReason: String? = nil, findings: [Finding],
        components: [Component], subject: Component? = nil, remarks: [String] = []
    ) {
        self.format = format
        self.tool = tool
        self.state = state
        self.stateReason = stateReason
        self.findings = findings
        self.components = components
        self.subject = subject
        self.remarks = remarks
    }
}
