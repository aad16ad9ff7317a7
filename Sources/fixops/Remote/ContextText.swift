import Engine
import JSON

/// What is known of a service, for people.
enum ContextText {
    /// One line a fact, with where it came from and when it was said; then what nobody declared.
    static func lines(of context: JSONValue) -> [String] {
        let facts = ContextFact.allCases.filter { context[$0.rawValue] != nil }
        let missing = ContextFact.business.filter { context[$0.rawValue] == nil }
        let known = facts.map { fact in
            let origin = context["provenance"]?[fact.rawValue]
            let source = origin?["source"]?.string.map { source in
                "  (\(source), \(origin?["at"]?.string?.prefix(10) ?? "?"))"
            }
            return "    \(fact.rawValue): \(text(context[fact.rawValue] ?? .null))\(source ?? "")"
        }
        let unknown = missing.isEmpty ? [] : ["    unknown: " + missing.map(\.rawValue).joined(separator: ", ")]
        return ["  context: " + (facts.isEmpty ? "unknown" : "")] + (facts.isEmpty ? [] : known + unknown)
    }

    private static func text(_ value: JSONValue) -> String {
        value.string ?? value.array.map { $0.compactMap(\.string).joined(separator: ", ") } ?? value.canonicalText
    }
}
