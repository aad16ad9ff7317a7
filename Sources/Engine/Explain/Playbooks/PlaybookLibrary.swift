public import Hashing
public import JSON

/// What to do about each kind of remediation, as templates: data, so that an organisation can put its own in place.
///
/// Pure text: the same answer and the same library give the same words.
public struct PlaybookLibrary: Hashable, Sendable {
    /// The first that fits a step is taken, so particular ones stand before general ones.
    let templates: [PlaybookTemplate]
    /// What a language model is told that words a text anew, by name.
    public let prompts: [String: String]
    /// Of the canonical form of what was read.
    public let digest: Digest

    /// Reads a library. Throws, with the place, for unknown members, placeholders and actions, and unless each action has
    /// a template without conditions.
    public init(parsing value: JSONValue) throws(PolicyProblem) {
        let object = try PolicyObject(value, allowing: ["playbooks", "prompts", "version"])
        guard try object.integer("version", 1, in: 1...1_000) == 1 else {
            throw object.problem(.unsupportedVersion, "version", "this build reads version 1")
        }
        var templates: [PlaybookTemplate] = []
        for entry in try object.list("playbooks", limit: 200, allowing: PlaybookTemplate.members) {
            templates.append(try PlaybookTemplate(entry))
        }
        for action in RemediationStep.Action.allCases
        where !templates.contains(where: { $0.action == action && $0.isGeneral }) {
            throw object.problem(.missing, "playbooks", "none without conditions is for the action \(action.rawValue)")
        }
        self.templates = templates
        prompts = try Self.prompts(object)
        digest = Digest(of: value.canonical)
    }

    /// One for each step of the answer's remediation, in its order. `answer` is what `DecisionAnswer` builds.
    public func playbooks(for answer: JSONValue) -> [Playbook] {
        let texts = PlaybookFacts(answer)
        return (answer["remediation"]?.array ?? []).compactMap { step in
            let facts = texts.facts(of: step)
            return templates.first { $0.fits(facts) }.map { $0.filled(with: facts) }
        }
    }

    private static func prompts(_ object: PolicyObject) throws(PolicyProblem) -> [String: String] {
        guard let members = object["prompts"], !members.isNull else { return [:] }
        guard let texts = members.object else {
            throw object.problem(.wrongType, "prompts", "an object of texts is expected here")
        }
        let prompts = try PolicyObject(members, path: "prompts", allowing: Array(texts.keys))
        var result: [String: String] = [:]
        for name in texts.keys.sorted() { result[name] = try prompts.text(name, limit: 10_000) }
        return result
    }
}
