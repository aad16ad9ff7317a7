/// Reads conditions: `or` binds weaker than `and`, that weaker than `not`.
///
///     any        = all { "or" all }
///     all        = negation { "and" negation }
///     negation   = "not" negation | "(" any ")" | "true" | "false" | part | condition
///     part       = ("every" | "some") path "(" any ")" | "linked" TYPE "by" ATTRIBUTE "(" any ")"
///     condition  = path ("exists" | "is" NAME | comparison literal | "in" "[" literal { "," literal } "]")
struct ConfigurationConditionParser {
    private let tokens: [(token: ExpressionToken, column: Int)]
    private let end: Int
    private var index = 0
    private var depth = 0

    /// Brackets and negations inside one another.
    private static let depthLimit = 50

    /// Throws the first problem with its column.
    static func condition(_ source: String) throws(ExpressionError) -> ConfigurationCondition {
        var parser = ConfigurationConditionParser(tokens: try ExpressionToken.list(source), end: source.count + 1)
        let root = try parser.any()
        if parser.index < parser.tokens.count { throw parser.error("the condition should end here") }
        return ConfigurationCondition(source: source, root: root)
    }

    private init(tokens: [(token: ExpressionToken, column: Int)], end: Int) {
        self.tokens = tokens
        self.end = end
    }

    private mutating func any() throws(ExpressionError) -> ConfigurationCondition.Node {
        var node = try all()
        while take(.word("or")) { node = .any(node, try all()) }
        return node
    }

    private mutating func all() throws(ExpressionError) -> ConfigurationCondition.Node {
        var node = try negation()
        while take(.word("and")) { node = .all(node, try negation()) }
        return node
    }

    private mutating func negation() throws(ExpressionError) -> ConfigurationCondition.Node {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.depthLimit else { throw error("the condition is nested too deeply") }
        if take(.word("not")) { return .not(try negation()) }
        if take(.word("true")) { return .constant(true) }
        if take(.word("false")) { return .constant(false) }
        if current == .symbol("(") { return try bracket() }
        if take(.word("every")) { return .every(try path(), try bracket()) }
        if take(.word("some")) { return .some(try path(), try bracket()) }
        if take(.word("linked")) {
            let type = try word("a resource type")
            try expect(.word("by"))
            return .linked(type: type, attribute: try word("an attribute"), try bracket())
        }
        return try condition()
    }

    private mutating func bracket() throws(ExpressionError) -> ConfigurationCondition.Node {
        try expect(.symbol("("))
        let node = try any()
        try expect(.symbol(")"))
        return node
    }

    private mutating func condition() throws(ExpressionError) -> ConfigurationCondition.Node {
        let path = try path()
        if take(.word("exists")) { return .exists(path) }
        if take(.word("in")) { return .isOneOf(path, try list()) }
        if take(.word("is")) {
            let name = try word("a name")
            guard let predicate = ConfigurationPredicate(rawValue: name) else {
                let known = ConfigurationPredicate.allCases.map(\.rawValue).joined(separator: ", ")
                throw error("nothing is called \"\(name)\"; known are \(known)")
            }
            return .isNamed(path, predicate)
        }
        guard let comparison else { throw error("a comparison, in, is or exists is expected here") }
        index += 1
        return .compare(path, comparison, try literal())
    }

    private var comparison: ConfigurationCondition.Comparison? {
        switch current {
        case .symbol(let text), .word(let text): ConfigurationCondition.Comparison(rawValue: text)
        case .number, .text, nil: nil
        }
    }

    private mutating func list() throws(ExpressionError) -> [ConfigurationCondition.Literal] {
        try expect(.symbol("["))
        var literals = [try literal()]
        while take(.symbol(",")) { literals.append(try literal()) }
        try expect(.symbol("]"))
        return literals
    }

    private mutating func literal() throws(ExpressionError) -> ConfigurationCondition.Literal {
        let literal: ConfigurationCondition.Literal
        switch current {
        case .number(let number): literal = .number(number)
        case .text(let text): literal = .text(text)
        case .word("true"): literal = .bool(true)
        case .word("false"): literal = .bool(false)
        case .symbol, .word, nil: throw error("a text in quotation marks, a number, true or false is expected here")
        }
        index += 1
        return literal
    }

    private mutating func path() throws(ExpressionError) -> ConfigurationPath {
        guard case .word(let text)? = current else { throw error("a path such as spec.replicas is expected here") }
        guard let path = ConfigurationPath(text) else { throw error("the path \"\(text)\" has an empty step") }
        index += 1
        return path
    }

    private mutating func word(_ what: String) throws(ExpressionError) -> String {
        guard case .word(let word)? = current else { throw error("\(what) is expected here") }
        index += 1
        return word
    }

    private var current: ExpressionToken? { index < tokens.count ? tokens[index].token : nil }

    private func error(_ message: String) -> ExpressionError {
        ExpressionError(column: index < tokens.count ? tokens[index].column : end, message)
    }

    private mutating func take(_ token: ExpressionToken) -> Bool {
        guard current == token else { return false }
        index += 1
        return true
    }

    private mutating func expect(_ token: ExpressionToken) throws(ExpressionError) {
        guard take(token) else { throw error("\"\(token.text)\" is expected here") }
    }
}

extension ExpressionToken {
    fileprivate var text: String {
        switch self {
        case .number(let number): String(number)
        case .symbol(let text), .text(let text), .word(let text): text
        }
    }
}
