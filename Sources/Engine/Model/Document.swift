/// A piece of software that a report or an SBOM lists.
public struct Component: Hashable, Sendable {
    /// The document's own reference (`bom-ref`), nil where there is none.
    public let reference: String?
    /// The package URL as written; nil components are inventory that cannot be matched, and are counted as such.
    public let purl: String?
    public let name: String
    public let version: String?

    public init(reference: String?, purl: String?, name: String, version: String?) {
        self.reference = reference
        self.purl = purl
        self.name = name
        self.version = version
    }
}

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

    public init(
        format: String, tool: String, state: CoverageState, stateReason: String? = nil, findings: [Finding],
        components: [Component]
    ) {
        self.format = format
        self.tool = tool
        self.state = state
        self.stateReason = stateReason
        self.findings = findings
        self.components = components
    }
}
