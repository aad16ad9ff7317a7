internal import JSON

/// One thing to do, for every finding that it settles.
struct RemediationStep {
    /// What to do. The raw value is part of answers: add cases, never rename one.
    enum Action: String, CaseIterable, Sendable {
        case changeCode = "change-code"
        case changeConfiguration = "change-configuration"
        /// No fixed version is known.
        case mitigate
        case replace
        case rotate
        case upgrade
    }

    let action: Action
    /// A component, or the rule that the findings share.
    let subject: String
    /// The version to upgrade to.
    let version: String?
    let findings: [FindingAssessment]

    var verdict: Verdict { findings.map(\.verdict).max() ?? .allow }
    var dueDays: Int? { findings.compactMap(\.dueDays).min() }

    /// One sentence.
    var text: String {
        let reach = findings.count == 1 ? "settles one finding" : "settles \(findings.count) findings"
        return switch action {
        case .changeCode: "Change the code that \(subject) points at; that \(reach)."
        case .changeConfiguration where advice != nil: "\(subject): \(advice ?? "") That \(reach)."
        case .changeConfiguration: "Change the configuration that \(subject) points at; that \(reach)."
        case .mitigate:
            "No fixed version of \(subject) is known: take it out of reach, put a control before it, or have the risk "
                + "accepted by a waiver; that \(reach)."
        case .replace: "Replace \(subject), or have its license accepted; that \(reach)."
        case .rotate: "Revoke what \(subject) found, take it out of the sources and issue a new one; that \(reach)."
        case .upgrade: "Upgrade \(subject) to \(version ?? "?") or later; that \(reach)."
        }
    }

    /// What the built-in rule of that name says, where there is one.
    private var advice: String? { InfrastructureRule.named(subject).first?.remediation }

    /// - Parameter owner: who answers for the service; nil where nobody declared it.
    func json(owner: String?) -> JSONValue {
        [
            "action": .string(action.rawValue), "due_days": dueDays.map { .integer(Int64($0)) } ?? .null,
            "findings": .array(findings.map { .string($0.fingerprint.description) }),
            "owner": owner.map(JSONValue.string) ?? .null, "subject": .string(subject),
            "text": .string(text), "to": version.map(JSONValue.string) ?? .null, "verdict": .string(verdict.rawValue),
        ]
    }
}
