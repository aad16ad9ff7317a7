/// A check of a configuration, as data: what it is about, what must hold, and what to do where it does not.
public struct InfrastructureRule: Hashable, Sendable {
    /// The published identifier of the check, from Trivy's set where that has it, else from Checkov's.
    public let id: String
    public let title: String
    public let severity: Severity
    /// The resource types that it looks at; see `ConfigurationResource.type`.
    public let types: [String]
    /// What to change, in a sentence.
    public let remediation: String
    /// The same check in other tools' sets, and other spellings of its identifier.
    public let aliases: [String]
    public let kind: FindingKind
    /// The way to the parts that are judged each by itself, such as a workload's containers; nil for the resource.
    let each: ConfigurationPath?
    /// What the rule is silent about; nil for nothing.
    let scope: ConfigurationCondition?
    let requirement: ConfigurationCondition

    /// The condition that must hold, as it is written.
    public var require: String { requirement.source }

    /// The condition under which the rule speaks at all, as it is written.
    public var when: String? { scope?.source }

    /// Where the check is described.
    public var references: [String] {
        let trivy = ["AWS", "AZU", "DS", "GCP", "KSV"]
        guard let prefix = id.split(separator: "-").first, trivy.contains(String(prefix)) else {
            return ["https://www.checkov.io/5.Policy%20Index/all.html"]
        }
        return ["https://avd.aquasec.com/misconfig/\(id.lowercased())"]
    }

    /// Throws where a condition cannot be read.
    init(
        _ id: String, _ title: String, _ severity: Severity, on types: [String], each: String? = nil,
        when scope: String? = nil, require requirement: String, fix remediation: String, aliases: [String] = [],
        kind: FindingKind = .misconfiguration
    ) throws(ExpressionError) {
        self.id = id
        self.title = title
        self.severity = severity
        self.types = types
        self.each = each.flatMap { ConfigurationPath($0) }
        self.scope = try scope.map { text throws(ExpressionError) in try ConfigurationConditionParser.condition(text) }
        self.requirement = try ConfigurationConditionParser.condition(requirement)
        self.remediation = remediation
        self.aliases = aliases
        self.kind = kind
    }
}
