extension HCLParser {
    /// An expression up to the end of its line, or to the bracket that closes what it stands in.
    mutating func expression() throws(HCLError) -> HCLExpression {
        try nested { parser throws(HCLError) in try parser.conditional() }
    }

    private mutating func conditional() throws(HCLError) -> HCLExpression {
        let condition = try operation(above: 0)
        skip()
        guard scanner.take("?") else { return condition }
        scanner.skipBlanks(andLines: true)
        let positive = try expression()
        scanner.skipBlanks(andLines: true)
        guard scanner.take(":") else { throw scanner.error("\":\" is expected in a conditional expression") }
        scanner.skipBlanks(andLines: true)
        return .conditional(condition, positive, try expression())
    }

    private mutating func operation(above level: Int) throws(HCLError) -> HCLExpression {
        var left = try unary()
        var length = 0
        while true {
            skip()
            guard let (symbol, precedence) = binaryOperator(), precedence > level else { return left }
            length += 1
            guard length <= Self.chainLimit else { throw scanner.error("the expression has too many operators") }
            scanner.advance(symbol.utf8.count)
            scanner.skipBlanks(andLines: true)
            let right = try nested { parser throws(HCLError) in try parser.operation(above: precedence) }
            left = .binary(left, symbol, right)
        }
    }

    /// The operator that stands here with its rank.
    private func binaryOperator() -> (String, Int)? {
        if scanner.isAt("||") { return ("||", 1) }
        if scanner.isAt("&&") { return ("&&", 2) }
        if scanner.isAt("==") { return ("==", 3) }
        if scanner.isAt("!=") { return ("!=", 3) }
        if scanner.isAt("<=") { return ("<=", 4) }
        if scanner.isAt(">=") { return (">=", 4) }
        switch scanner.next {
        case UInt8(ascii: "<"): return ("<", 4)
        case UInt8(ascii: ">"): return (">", 4)
        case UInt8(ascii: "+"): return ("+", 5)
        case UInt8(ascii: "-"): return ("-", 5)
        case UInt8(ascii: "*"): return ("*", 6)
        case UInt8(ascii: "/"): return ("/", 6)
        case UInt8(ascii: "%"): return ("%", 6)
        default: return nil
        }
    }

    private mutating func unary() throws(HCLError) -> HCLExpression {
        skip()
        if scanner.next == UInt8(ascii: "!"), scanner.peek(1) != UInt8(ascii: "=") {
            scanner.advance()
            return .not(try nested { parser throws(HCLError) in try parser.unary() })
        }
        if scanner.take("-") {
            let operand = try nested { parser throws(HCLError) in try parser.unary() }
            return .binary(.literal(.number(0)), "-", operand)
        }
        return try postfix(try primary())
    }

    private mutating func primary() throws(HCLError) -> HCLExpression {
        guard let byte = scanner.next else { throw scanner.error("an expression is expected here") }
        switch byte {
        case UInt8(ascii: "\""): return try quotedTemplate()
        case UInt8(ascii: "<") where scanner.peek(1) == UInt8(ascii: "<"): return try heredoc()
        case UInt8(ascii: "("):
            return try bracketed(")") { parser throws(HCLError) in
                let inner = try parser.expression()
                parser.scanner.skipBlanks(andLines: true)
                return inner
            }
        case UInt8(ascii: "["): return try list()
        case UInt8(ascii: "{"): return try object()
        case 48...57: return .literal(.number(number()))
        default: break
        }
        guard let name = scanner.identifier() else { throw scanner.error("an expression is expected here") }
        switch name {
        case "false", "False": return .literal(.bool(false))
        case "null": return .literal(.null)
        case "true", "True": return .literal(.bool(true))
        default: return scanner.next == UInt8(ascii: "(") ? try call(name) : .traversal([name])
        }
    }

    private mutating func number() -> Double {
        var text = ""
        while let byte = scanner.next, (48...57).contains(byte) || ".eE".utf8.contains(byte) {
            // A range's or a splat's dot is no fraction.
            if byte == UInt8(ascii: "."), !(scanner.peek(1).map { (48...57).contains($0) } ?? false) { break }
            text.unicodeScalars.append(Unicode.Scalar(byte))
            scanner.advance()
        }
        return Double(text) ?? 0
    }

    private mutating func call(_ name: String) throws(HCLError) -> HCLExpression {
        try bracketed(")") { parser throws(HCLError) in .call(name, try parser.items(until: UInt8(ascii: ")"))) }
    }

    private mutating func list() throws(HCLError) -> HCLExpression {
        try bracketed("]") { parser throws(HCLError) in
            if try parser.skipFor(until: UInt8(ascii: "]")) { return .opaque("a for expression") }
            return .list(try parser.items(until: UInt8(ascii: "]")))
        }
    }

    private mutating func object() throws(HCLError) -> HCLExpression {
        try bracketed("}") { parser throws(HCLError) in
            if try parser.skipFor(until: UInt8(ascii: "}")) { return .opaque("a for expression") }
            return .object(try parser.entries())
        }
    }

    /// Reads what stands between the bracket here and `close`.
    private mutating func bracketed(
        _ close: StaticString, _ read: (inout HCLParser) throws(HCLError) -> HCLExpression
    ) throws(HCLError) -> HCLExpression {
        scanner.advance()
        brackets += 1
        defer { brackets -= 1 }
        scanner.skipBlanks(andLines: true)
        let expression = try nested(read)
        guard scanner.take(close) else { throw scanner.error("\"\(close)\" is expected here") }
        return expression
    }

    private mutating func items(until close: UInt8) throws(HCLError) -> [HCLExpression] {
        var items: [HCLExpression] = []
        while true {
            scanner.skipBlanks(andLines: true)
            if scanner.next == close { return items }
            items.append(try expression())
            scanner.skipBlanks(andLines: true)
            if scanner.take("...") { scanner.skipBlanks(andLines: true) }
            guard scanner.take(",") else { return items }
        }
    }

    private mutating func entries() throws(HCLError) -> [HCLExpression.Entry] {
        var entries: [HCLExpression.Entry] = []
        while true {
            scanner.skipBlanks(andLines: true)
            if scanner.next == UInt8(ascii: "}") { return entries }
            let key = try operation(above: 4)
            scanner.skipBlanks(andLines: true)
            // Before HCL 2 a block could stand in an object.
            guard scanner.take("=") || scanner.take(":") || scanner.next == UInt8(ascii: "{") else {
                throw scanner.error("\"=\" is expected behind a key")
            }
            scanner.skipBlanks(andLines: true)
            entries.append(HCLExpression.Entry(key: key, value: try expression()))
            scanner.skipBlanks(andLines: true)
            _ = scanner.take(",")
        }
    }

    private mutating func skip() { scanner.skipBlanks(andLines: brackets > 0) }
}
