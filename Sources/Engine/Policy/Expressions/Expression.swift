/// A condition over facts, checked for unknown paths, words and types when it is read.
///
/// Evaluation is Kleene's three-valued logic: a comparison with an unknown fact is unknown, and what is unknown in
/// the end does not hold.
struct Expression: Hashable, Sendable {
    /// One part of the tree.
    indirect enum Node: Hashable, Sendable {
        case all(Node, Node)
        case any(Node, Node)
        case compare(FactPath, Comparison, FactValue)
        case fact(FactPath)
        case has(FactPath, FactValue)
        case isKnown(FactPath)
        case isOneOf(FactPath, [FactValue])
        case not(Node)
    }

    /// The comparison operators.
    enum Comparison: String, CaseIterable, Hashable, Sendable {
        case equal = "=="
        case greater = ">"
        case greaterOrEqual = ">="
        case less = "<"
        case lessOrEqual = "<="
        case notEqual = "!="
    }

    /// As it was written.
    let source: String
    private let root: Node

    init(source: String, root: Node) {
        self.source = source
        self.root = root
    }

    /// Whether it certainly holds.
    func holds(for facts: FactView) -> Bool { Self.value(root, facts) == true }

    private static func value(_ node: Node, _ facts: FactView) -> Bool? {
        switch node {
        case .all(let left, let right): both(value(left, facts), value(right, facts))
        case .any(let left, let right): both(value(left, facts).map(!), value(right, facts).map(!)).map(!)
        case .compare(let path, let comparison, let literal):
            facts.value(of: path).flatMap { compared($0, comparison, literal, path.type) }
        case .fact(let path): facts.value(of: path).map { $0 == .flag(true) }
        case .has(let path, let literal): facts.value(of: path).map { $0.holds(literal) }
        case .isKnown(let path): facts.value(of: path) != nil
        case .isOneOf(let path, let values): facts.value(of: path).map(values.contains)
        case .not(let inner): value(inner, facts).map(!)
        }
    }

    /// The facts that it reads.
    var paths: Set<FactPath> { Self.paths(root) }

    private static func paths(_ node: Node) -> Set<FactPath> {
        switch node {
        case .all(let left, let right), .any(let left, let right): paths(left).union(paths(right))
        case .compare(let path, _, _), .fact(let path), .has(let path, _), .isKnown(let path), .isOneOf(let path, _):
            [path]
        case .not(let inner): paths(inner)
        }
    }

    private static func both(_ left: Bool?, _ right: Bool?) -> Bool? {
        if left == false || right == false { return false }
        return left == nil || right == nil ? nil : true
    }

    private static func compared(
        _ value: FactValue, _ comparison: Comparison, _ literal: FactValue, _ type: FactType
    ) -> Bool? {
        switch comparison {
        case .equal: return value == literal
        case .notEqual: return value != literal
        case .greater, .greaterOrEqual, .less, .lessOrEqual: break
        }
        guard let left = rank(value, type), let right = rank(literal, type) else { return nil }
        return switch comparison {
        case .greater: left > right
        case .greaterOrEqual: left >= right
        case .less: left < right
        default: left <= right
        }
    }

    private static func rank(_ value: FactValue, _ type: FactType) -> Double? {
        switch (value, type) {
        case (.number(let number), _): number
        case (.text(let word), .word(let words, _)): words.firstIndex(of: word).map(Double.init)
        default: nil
        }
    }
}

extension FactValue {
    fileprivate func holds(_ literal: FactValue) -> Bool {
        guard case (.texts(let texts), .text(let text)) = (self, literal) else { return false }
        return texts.contains(text)
    }
}
