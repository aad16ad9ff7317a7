/// What conditions are evaluated against: one resource, and the others that refer to it.
struct ConditionContext {
    let resource: ConfigurationResource
    let links: ConfigurationLinks
    /// On what an answer depended that could not be known.
    private(set) var obstacles: Set<String> = []

    init(_ resource: ConfigurationResource, _ links: ConfigurationLinks) {
        self.resource = resource
        self.links = links
    }

    /// The truth of `condition` for `part`, which is the resource's value or lies in it.
    mutating func truth(
        of condition: ConfigurationCondition, for part: ConfigurationValue
    ) -> ConditionTruth {
        truth(condition.root, part)
    }

    private mutating func truth(_ node: ConfigurationCondition.Node, _ part: ConfigurationValue) -> ConditionTruth {
        switch node {
        case .all(let left, let right):
            let first = truth(left, part)
            return first == .no ? .no : .all([first, truth(right, part)])
        case .any(let left, let right):
            let first = truth(left, part)
            return first == .yes ? .yes : .any([first, truth(right, part)])
        case .compare(let path, let comparison, let literal):
            let answer = anyValue(path, part) { $0.compared(comparison.positive, literal) }
            return comparison == .notEqual ? !answer : answer
        case .constant(let isTrue): return ConditionTruth(isTrue)
        case .every(let path, let inner): return .all(parts(path, part).map { truth(inner, $0) })
        case .exists(let path): return anyValue(path, part) { $0.existence }
        case .isNamed(let path, let predicate): return anyValue(path, part) { $0.satisfies(predicate) }
        case .isOneOf(let path, let literals):
            return anyValue(path, part) { value in .any(literals.map { value.compared(.equal, $0) }) }
        case .linked(let type, let attribute, let inner): return linked(type, attribute, inner)
        case .not(let inner): return !truth(inner, part)
        case .some(let path, let inner): return .any(parts(path, part).map { truth(inner, $0) })
        }
    }

    private func parts(_ path: ConfigurationPath, _ part: ConfigurationValue) -> [ConfigurationValue] {
        path.values(in: path.isFromRoot ? resource.value : part)
    }

    private mutating func anyValue(
        _ path: ConfigurationPath, _ part: ConfigurationValue, _ test: (ConfigurationValue) -> ConditionTruth
    ) -> ConditionTruth {
        var result = ConditionTruth.no
        for value in parts(path, part) {
            let truth = test(value)
            if truth == .yes { return .yes }
            if truth == .unknown {
                result = .unknown
                obstacles.insert(value.obstacle)
            }
        }
        return result
    }

    private mutating func linked(
        _ type: String, _ attribute: String, _ inner: ConfigurationCondition.Node
    ) -> ConditionTruth {
        let found = links.resources(of: type, attribute, referringTo: resource)
        let truths = found.certain.map { truth(inner, $0.value) }
        if truths.contains(.yes) { return .yes }
        if !found.possible.isEmpty { obstacles.insert("what \(found.possible[0].address) belongs to") }
        return found.possible.isEmpty ? .any(truths) : .unknown
    }
}

extension ConfigurationCondition.Comparison {
    /// The comparison that a negated one is the opposite of.
    fileprivate var positive: ConfigurationCondition.Comparison { self == .notEqual ? .equal : self }
}
