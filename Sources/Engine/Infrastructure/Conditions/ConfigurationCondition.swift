/// A condition over a resource, in the language that `docs/infrastructure.md` describes.
struct ConfigurationCondition: Hashable, Sendable {
    /// One part of the tree.
    indirect enum Node: Hashable, Sendable {
        case all(Node, Node)
        case any(Node, Node)
        case compare(ConfigurationPath, Comparison, Literal)
        case constant(Bool)
        /// Each element at the path satisfies the condition; there may be none.
        case every(ConfigurationPath, Node)
        case exists(ConfigurationPath)
        case isNamed(ConfigurationPath, ConfigurationPredicate)
        case isOneOf(ConfigurationPath, [Literal])
        /// A resource of the type, whose attribute refers to this one, satisfies the condition.
        case linked(type: String, attribute: String, Node)
        case not(Node)
        /// Some element at the path satisfies the condition.
        case some(ConfigurationPath, Node)
    }

    /// How a value is compared with a literal.
    enum Comparison: String, CaseIterable, Hashable, Sendable {
        /// Text that holds the literal, whatever its case.
        case contains
        case equal = "=="
        case greater = ">"
        case greaterOrEqual = ">="
        case less = "<"
        case lessOrEqual = "<="
        /// A list, or text with commas or blanks between its words, that has the literal as one of them.
        case lists
        case notEqual = "!="
        /// A number, or a range such as `8000-8080`, that has the literal in it; `*` has every number.
        case spans
    }

    /// What stands in a condition to be compared with.
    enum Literal: Hashable, Sendable {
        case bool(Bool)
        case number(Double)
        case text(String)
    }

    /// As it was written.
    let source: String
    let root: Node
}
