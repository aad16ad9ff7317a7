internal import JSON

/// What an answer says of the steps of its remediation, as the words that fill a template.
struct PlaybookFacts {
    static let placeholders = [
        "count", "due", "findings", "owner", "places", "service", "subject", "verdict", "version",
    ]
    /// Ids and places that are written out.
    private static let listLimit = 10

    /// One step.
    struct Step {
        let action: RemediationStep.Action
        let verdict: Verdict
        /// The type of the subject's package URL.
        let ecosystem: String?
        let isExploited: Bool
        let dueDays: Int?
        let owner: String?
        let findings: [String]
        /// In a fixed order; what fills one placeholder is not looked at again.
        let words: [(key: String, value: String)]
    }

    private let answer: JSONValue
    private let findings: [String: JSONValue]

    init(_ answer: JSONValue) {
        self.answer = answer
        findings = Dictionary(
            (answer["findings"]?.array ?? []).compactMap { finding in
                finding["fingerprint"]?.string.map { ($0, finding) }
            }, uniquingKeysWith: { first, _ in first })
    }

    func facts(of step: JSONValue) -> Step {
        let prints = step["findings"]?.array?.compactMap(\.string) ?? []
        let members = prints.compactMap { findings[$0] }
        let due = step["due_days"]?.integer.map(Int.init)
        let owner = answer["context"]?["owner"]?.string
        let names = Self.names(members)
        let words = [
            "count": String(prints.count), "due": due.map(Self.days) ?? "an agreed time",
            "findings": Self.list(names, "the findings"), "owner": owner ?? "the service's owner (nobody declared one)",
            "places": Self.list(Self.places(members), "the places that the report names"),
            "service": answer["service"]?.string ?? "the service",
            "subject": step["subject"]?.string ?? "what was found", "verdict": step["verdict"]?.string ?? "?",
            "version": step["to"]?.string ?? "a fixed version",
        ]
        return Step(
            action: step["action"]?.string.flatMap(RemediationStep.Action.init(rawValue:)) ?? .mitigate,
            verdict: step["verdict"]?.string.flatMap(Verdict.init(rawValue:)) ?? .defer,
            ecosystem: step["subject"]?.string.flatMap(Self.ecosystem),
            isExploited: members.contains(where: Self.isExploited), dueDays: due, owner: owner, findings: names,
            words: Self.placeholders.map { ($0, Self.inert(words[$0] ?? "?")) })
    }

    /// Braces in what a report says fill nothing, and its control characters reach no terminal.
    private static func inert(_ text: String) -> String {
        DecisionText.printable(text).replacing("{", with: "(").replacing("}", with: ")")
    }

    private static func ecosystem(_ subject: String) -> String? {
        subject.hasPrefix("pkg:") ? subject.dropFirst(4).split(separator: "/").first?.lowercased() : nil
    }

    private static func days(_ count: Int) -> String { count == 1 ? "1 day" : "\(count) days" }

    private static func isExploited(_ finding: JSONValue) -> Bool {
        let codes: [ReasonCode] = [.floorKEV, .floorKEVOpen, .floorKEVUndeclared]
        return finding["reason_codes"]?.array?.contains { code in
            codes.contains { .string($0.rawValue) == code }
        } ?? false
    }

    private static func names(_ findings: [JSONValue]) -> [String] {
        findings.compactMap { $0["ids"]?.array?.first?.string ?? $0["title"]?.string }
    }

    private static func places(_ findings: [JSONValue]) -> [String] {
        findings.compactMap { finding in
            guard let uri = finding["location"]?["uri"]?.string else { return nil }
            return finding["location"]?["line"]?.integer.map { "\(uri):\($0)" } ?? uri
        }
    }

    private static func list(_ texts: [String], _ fallback: String) -> String {
        var shown: [String] = []
        for text in texts where !shown.contains(text) { shown.append(text) }
        guard !shown.isEmpty else { return fallback }
        let rest = shown.count > listLimit ? " and \(shown.count - listLimit) more" : ""
        return shown.prefix(listLimit).joined(separator: ", ") + rest
    }
}
