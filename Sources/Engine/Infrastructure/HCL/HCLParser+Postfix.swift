extension HCLParser {
    /// The steps behind a value: `.name`, `[0]`, `[*]`.
    mutating func postfix(_ base: HCLExpression) throws(HCLError) -> HCLExpression {
        var expression = base
        while let byte = scanner.next {
            if byte == UInt8(ascii: "."), scanner.peek(1) != UInt8(ascii: ".") {
                scanner.advance()
                expression = expression.step(try stepName())
            } else if byte == UInt8(ascii: "[") {
                expression = expression.step("[\(try indexText())]")
            } else {
                return expression
            }
        }
        return expression
    }

    private mutating func stepName() throws(HCLError) -> String {
        if let name = scanner.identifier() { return name }
        if scanner.take("*") { return "[*]" }
        var digits = ""
        while let byte = scanner.next, (48...57).contains(byte) {
            digits.unicodeScalars.append(Unicode.Scalar(byte))
            scanner.advance()
        }
        guard !digits.isEmpty else { throw scanner.error("a name is expected behind the dot") }
        return "[\(digits)]"
    }

    /// What stands in the brackets where that is a literal, else `…`.
    private mutating func indexText() throws(HCLError) -> String {
        scanner.advance()
        brackets += 1
        defer { brackets -= 1 }
        scanner.skipBlanks(andLines: true)
        let isSplat = scanner.take("*")
        let index = isSplat ? HCLExpression.opaque("") : try expression()
        scanner.skipBlanks(andLines: true)
        guard scanner.take("]") else { throw scanner.error("\"]\" is expected here") }
        switch index {
        case .literal(.number(let number)): return Int64(exactly: number).map { String($0) } ?? "…"
        case .literal(.string(let text)): return text
        default: return isSplat ? "*" : "…"
        }
    }

    /// Passes over a `for` expression: whether there was one. Texts in it are read, so that brackets in them count for
    /// nothing.
    mutating func skipFor(until close: UInt8) throws(HCLError) -> Bool {
        guard scanner.isAt("for"), scanner.peek(3).map({ $0 <= 0x20 }) ?? false else { return false }
        var open = 0
        while let byte = scanner.next {
            switch byte {
            case UInt8(ascii: "\""): _ = try quotedTemplate()
            case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"):
                open += 1
                scanner.advance()
            case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"):
                if open == 0 { return byte == close }
                open -= 1
                scanner.advance()
            default:
                scanner.advance()
                scanner.skipBlanks(andLines: true)
            }
        }
        throw scanner.error("the for expression is not closed")
    }
}

extension HCLExpression {
    fileprivate func step(_ name: String) -> HCLExpression {
        guard case .traversal(let steps) = self else { return .opaque("a part of an expression") }
        return .traversal(steps + [name])
    }
}
