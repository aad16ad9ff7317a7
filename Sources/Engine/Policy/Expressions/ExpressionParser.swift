/// Reads expressions: `or` binds weaker than `and`, that weaker than `not`.
///
///     any        = all { "or" all }
///     all        = negation { "and" negation }
///     negation   = "not" negation | "(" any ")" | "known" "(" path ")" | condition
///     condition  = flag path | path comparison literal | path "in" "[" literal { "," literal } "]" | path "has" literal
struct ExpressionParser {
    private let tokens: [(token: ExpressionToken, column: Int)]
    private let end: Int
    private var index = 0
    private var depth = 0

    /// Brackets and negations inside one another.
    private static let depthLimit = 50

    /// Throws the first problem with its column.
    static func expression(_ source: String) throws(ExpressionError) -> Expression {
        var parser = ExpressionParser(tokens: try ExpressionToken.list(source), end: source.count + 1)
        let root = try parser.any()
        if parser.index < parser.tokens.count { throw parser.error("the expression should end here") }
        return Expression(source: source, root: root)
    }

    private init(tokens: [(token: ExpressionToken, column: Int)], end: Int) {
        self.tokens = tokens
        self.end = end
    }

    private mutating func any() throws(ExpressionError) -> Expression.Node {
        var node = try all()
        while take(.word("or")) { node = .any(node, try all()) }
        return node
    }

    private mutating func all() throws(ExpressionError) -> Expression.Node {
        var node = try negation()
        while take(.word("and")) { node = .all(node, try negation()) }
        return node
    }

    private mutating func negation() throws(ExpressionError) -> Expression.Node {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.depthLimit else { throw error("the expression is nested too deeply") }
        if take(.word("not")) { return .not(try negation()) }
        if take(.symbol("(")) {
            let node = try any()
            try expect(")")
            return node
        }
        if take(.word("known")) {
            try expect("(")
            let path = try path()
            try expect(")")
            return .isKnown(path)
        }
        return try condition()
    }

    private mutating func condition() throws(ExpressionError) -> Expression.Node {
        let start = column
        let path = try path()
        if case .texts = path.type {
            guard take(.word("has")) else { throw error("\(path.rawValue) holds several: ask whether it has one") }
            return .has(path, try literal(path))
        }
        if take(.word("in")) { return .isOneOf(path, try list(path)) }
        guard case .symbol(let symbol)? = current, let comparison = Expression.Comparison(rawValue: symbol) else {
            guard path.type == .flag else {
                throw ExpressionError(
                    column: start, "\(path.rawValue) is not true or false: compare it with something")
            }
            return .fact(path)
        }
        let isOrder = ![.equal, .notEqual].contains(comparison)
        if isOrder, !path.type.hasOrder { throw error("\(path.rawValue) has no order: use ==, != or in") }
        index += 1
        return .compare(path, comparison, try literal(path))
    }

    private mutating func list(_ path: FactPath) throws(ExpressionError) -> [FactValue] {
        try expect("[")
        var values = [try literal(path)]
        while take(.symbol(",")) { values.append(try literal(path)) }
        try expect("]")
        return values
    }

    private mutating func path() throws(ExpressionError) -> FactPath {
        guard case .word(let word)? = current else { throw error("a fact is expected here, such as finding.severity") }
        guard let path = FactPath(rawValue: word) else {
            throw error(
                "there is no fact \"\(word)\"; known are \(FactPath.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        index += 1
        return path
    }

    private mutating func literal(_ path: FactPath) throws(ExpressionError) -> FactValue {
        let value: FactValue
        switch (current, path.type) {
        case (.number(let number), .number): value = .number(number)
        case (.text(let text), .text), (.text(let text), .texts(known: nil)): value = .text(text)
        case (.word("true"), .flag): value = .flag(true)
        case (.word("false"), .flag): value = .flag(false)
        case (.text(let word), .word(let words, _)), (.text(let word), .texts(known: .some(let words))):
            guard words.contains(word) else {
                throw error("\(path.rawValue) is never \"\(word)\"; it is one of \(words.joined(separator: ", "))")
            }
            value = .text(word)
        default: throw error("\(path.rawValue) is compared with \(path.type.form)")
        }
        index += 1
        return value
    }

    private var current: ExpressionToken? { index < tokens.count ? tokens[index].token : nil }
    private var column: Int { index < tokens.count ? tokens[index].column : end }

    private func error(_ message: String) -> ExpressionError { ExpressionError(column: column, message) }

    private mutating func take(_ token: ExpressionToken) -> Bool {
        guard current == token else { return false }
        index += 1
        return true
    }

    private mutating func expect(_ symbol: String) throws(ExpressionError) {
        guard take(.symbol(symbol)) else { throw error("\"\(symbol)\" is expected here") }
    }
}

extension FactType {
    fileprivate var hasOrder: Bool {
        switch self {
        case .flag, .text, .texts: false
        case .number: true
        case .word(_, let isOrdered): isOrdered
        }
    }

    /// How a literal of the type is written.
    fileprivate var form: String {
        switch self {
        case .flag: "true or false"
        case .number: "a number"
        case .text, .texts(known: nil): "a text in quotation marks"
        case .texts(known: .some(let words)), .word(let words, _):
            "one of \(words.map { "\"\($0)\"" }.joined(separator: ", "))"
        }
    }
}
