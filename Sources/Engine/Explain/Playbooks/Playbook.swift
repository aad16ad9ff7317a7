public import JSON

/// A step of a remediation, written out for those who do it.
public struct Playbook: Hashable, Sendable {
    public let title: String
    /// For whoever changes the software, in order.
    public let playbook: [String]
    /// For whoever runs it until then, in order.
    public let runbook: [String]
    let action: RemediationStep.Action
    /// The first name of each finding that the step settles.
    public let findings: [String]
    public let verdict: Verdict
    public let dueDays: Int?
    /// Nil where nobody declared one.
    public let owner: String?

    public var json: JSONValue {
        [
            "action": .string(action.rawValue), "due_days": dueDays.map { .integer(Int64($0)) } ?? .null,
            "findings": .array(findings.map(JSONValue.string)), "owner": owner.map(JSONValue.string) ?? .null,
            "playbook": .array(playbook.map(JSONValue.string)), "runbook": .array(runbook.map(JSONValue.string)),
            "title": .string(title), "verdict": .string(verdict.rawValue),
        ]
    }

    /// Markdown, without line ends.
    public func lines(number: Int) -> [String] {
        let due = dueDays.map { ", due in \($0) \($0 == 1 ? "day" : "days")" } ?? ""
        return ["## \(number). \(title)", "", "\(verdict.rawValue)\(due), owner: \(owner ?? "not declared")", ""]
            + ["Playbook", ""] + Self.numbered(playbook) + ["", "Runbook", ""] + Self.numbered(runbook) + [""]
    }

    private static func numbered(_ steps: [String]) -> [String] {
        steps.enumerated().map { "\($0 + 1). \($1)" }
    }
}
