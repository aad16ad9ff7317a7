/// Checks resources by the rules. What fails becomes a finding; so does what cannot be decided, said so.
struct InfrastructureAudit {
    /// What the documents name as the tool.
    static let tool = "fixops"

    private let links: ConfigurationLinks
    private let resources: [ConfigurationResource]
    private var identity = IdentityWriter()

    init(_ resources: [ConfigurationResource]) {
        self.resources = resources
        links = ConfigurationLinks(resources)
    }

    mutating func findings() -> [Finding] {
        var findings = FindingCollector()
        for resource in resources {
            for rule in InfrastructureRule.on(resource.type) {
                for part in parts(of: resource, rule) {
                    if let draft = draft(rule, resource, part) { findings.add(draft) }
                }
            }
        }
        return findings.findings()
    }

    private func parts(of resource: ConfigurationResource, _ rule: InfrastructureRule) -> [ConfigurationValue] {
        rule.each?.values(in: resource.value) ?? [resource.value]
    }

    private mutating func draft(
        _ rule: InfrastructureRule, _ resource: ConfigurationResource, _ part: ConfigurationValue
    ) -> FindingDraft? {
        var context = ConditionContext(resource, links)
        let isInScope = rule.scope.map { context.truth(of: $0, for: part) } ?? .yes
        guard isInScope != .no else { return nil }
        let isMet = context.truth(of: rule.requirement, for: part)
        guard isMet != .yes else { return nil }
        let isDecided = isMet == .no && isInScope == .yes
        let name = rule.each == nil ? nil : part.label
        var draft = FindingDraft(
            identity: digest(rule, resource, rule.each == nil ? "" : part.key), kind: rule.kind,
            severity: isDecided ? rule.severity : rule.undecidedSeverity,
            title: title(rule, name, isDecided ? nil : context.obstacles))
        draft.component = resource.address
        draft.fixedIn = []
        draft.ids = ([rule.id] + rule.aliases).sortedAndUnique()
        draft.location = Location(uri: resource.address, line: part["line"]?.number.map { Int($0) } ?? resource.line)
        return draft
    }

    private mutating func digest(
        _ rule: InfrastructureRule, _ resource: ConfigurationResource, _ key: String
    ) -> IdentityDigest {
        identity.begin("infrastructure")
        identity.field(rule.id)
        identity.field(resource.address)
        identity.field(key)
        return identity.digest()
    }

    private func title(_ rule: InfrastructureRule, _ name: String?, _ obstacles: Set<String>?) -> String {
        let subject = name.map { "\(rule.title) (\($0))" } ?? rule.title
        guard let obstacles else { return DisplayText.line(subject) }
        let reasons = obstacles.sorted().prefix(3).joined(separator: ", ")
        return DisplayText.line("Undecided: \(subject); it depends on \(reasons.isEmpty ? "a value" : reasons)")
    }
}

extension InfrastructureRule {
    /// Never worse than the failure, and not known to be lighter than something that a person should look at.
    fileprivate var undecidedSeverity: Severity {
        switch severity {
        case .critical, .high, .unknown: .unknown
        case .low, .medium, .none: severity
        }
    }
}

extension ConfigurationValue {
    /// What a part of a resource is called. Never a value that may be a secret.
    fileprivate var label: String { self["name"]?.string ?? "" }

    /// What tells it from its siblings, and stays when lines shift.
    fileprivate var key: String { self["key"]?.string ?? label }
}
