internal import JSON

/// One entry of a library: for which steps it is, and its words with `{placeholders}`.
struct PlaybookTemplate: Hashable {
    static let members = ["action", "ecosystems", "exploited", "playbook", "runbook", "title", "verdict"]
    private static let lineLimit = 50

    let action: RemediationStep.Action
    /// Only for packages of these types (package URLs); empty for all, and for what has no package URL.
    let ecosystems: Set<String>
    /// Only for what is known to be exploited, or only for what is not; nil for both.
    let isExploited: Bool?
    /// Only for steps of this verdict.
    let verdict: Verdict?
    let title: String
    /// For whoever changes the software.
    let playbook: [String]
    /// For whoever runs it until then.
    let runbook: [String]

    init(_ entry: PolicyObject) throws(PolicyProblem) {
        guard entry["action"] != nil else { throw entry.problem(.missing, "action", "what it is for is missing") }
        action = try entry.word("action", .upgrade)
        ecosystems = entry["ecosystems"] == nil ? [] : Set(try Self.texts("ecosystems", entry))
        isExploited = try entry.flag("exploited")
        verdict = entry["verdict"] == nil ? nil : try entry.word("verdict", .block)
        title = try Self.checked(try entry.text("title", limit: 500), entry, "title")
        playbook = try Self.lines("playbook", entry)
        runbook = try Self.lines("runbook", entry)
    }

    var isGeneral: Bool { isExploited == nil && verdict == nil && ecosystems.isEmpty }

    func fits(_ facts: PlaybookFacts.Step) -> Bool {
        action == facts.action && (isExploited ?? facts.isExploited) == facts.isExploited
            && (verdict ?? facts.verdict) == facts.verdict
            && (ecosystems.isEmpty || facts.ecosystem.map(ecosystems.contains) ?? false)
    }

    func filled(with facts: PlaybookFacts.Step) -> Playbook {
        func fill(_ text: String) -> String { facts.words.reduce(text) { $0.replacing("{\($1.key)}", with: $1.value) } }
        return Playbook(
            title: fill(title), playbook: playbook.map(fill), runbook: runbook.map(fill), action: action,
            findings: facts.findings, verdict: facts.verdict, dueDays: facts.dueDays, owner: facts.owner)
    }

    private static func lines(_ name: String, _ entry: PolicyObject) throws(PolicyProblem) -> [String] {
        let lines = try texts(name, entry)
        for (index, line) in lines.enumerated() { _ = try checked(line, entry, "\(name).\(index)") }
        return lines
    }

    private static func texts(_ name: String, _ entry: PolicyObject) throws(PolicyProblem) -> [String] {
        guard let value = entry[name] else { throw entry.problem(.missing, name, "a list of texts is expected here") }
        let lines = value.array?.compactMap(\.string) ?? []
        guard !lines.isEmpty, lines.count == value.array?.count, lines.count <= lineLimit,
            lines.allSatisfy({ $0.utf8.count <= 2_000 })
        else {
            throw entry.problem(
                .wrongType, name, "a list of 1 to \(lineLimit) texts of at most 2000 bytes is expected here")
        }
        return lines
    }

    /// A word in braces that nothing fills would stand in the text as it is.
    private static func checked(
        _ text: String, _ entry: PolicyObject, _ name: String
    ) throws(PolicyProblem) -> String {
        for part in text.split(separator: "{", omittingEmptySubsequences: false).dropFirst() {
            let word = String(part.prefix { $0 != "}" })
            guard PlaybookFacts.placeholders.contains(word) else {
                throw entry.problem(
                    .unknownValue, name,
                    "{\(word)} is unknown; known are \(PlaybookFacts.placeholders.joined(separator: ", "))")
            }
        }
        return text
    }
}
