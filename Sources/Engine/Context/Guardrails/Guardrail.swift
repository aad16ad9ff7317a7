public import JSON

/// One thing that a service with this context should have, and whether it has.
public struct Guardrail: Hashable, Sendable {
    /// What a program can test. The raw value is part of answers: never rename one.
    public enum State: String, CaseIterable, Hashable, Sendable {
        case met
        /// Nobody declared the fact that would tell.
        case unknown
        case unmet
    }

    /// A word with hyphens: `web-application-firewall`.
    public let id: String
    public let state: State
    /// What is demanded, as a sentence.
    public let text: String
    /// The declared fact that it follows from.
    public let because: String

    public var json: JSONValue {
        [
            "because": .string(because), "id": .string(id), "state": .string(state.rawValue), "text": .string(text),
        ]
    }
}
