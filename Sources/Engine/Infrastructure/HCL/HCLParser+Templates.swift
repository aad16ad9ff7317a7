extension HCLParser {
    /// A text in quotation marks with its interpolations.
    mutating func quotedTemplate() throws(HCLError) -> HCLExpression {
        let start = scanner.line
        scanner.advance()
        var template = HCLTemplate()
        while let byte = scanner.next {
            switch byte {
            case UInt8(ascii: "\""):
                scanner.advance()
                return template.expression
            case UInt8(ascii: "\\"): escape(into: &template)
            case UInt8(ascii: "\n"): throw HCLError(line: start, message: "the quotation mark is not closed")
            default: try templateByte(into: &template)
            }
        }
        throw HCLError(line: start, message: "the quotation mark is not closed")
    }

    /// `<<EOT` and `<<-EOT` up to the line that is `EOT` alone.
    mutating func heredoc() throws(HCLError) -> HCLExpression {
        let start = scanner.line
        scanner.advance(2)
        _ = scanner.take("-")
        guard let mark = scanner.identifier() else { throw scanner.error("a heredoc's mark is expected here") }
        _ = scanner.restOfLine()
        scanner.advance()
        var template = HCLTemplate()
        while !scanner.isAtEnd {
            if isAtEnd(of: mark) { return template.expression }
            while let byte = scanner.next, byte != UInt8(ascii: "\n") { try templateByte(into: &template) }
            template.append(UInt8(ascii: "\n"))
            scanner.advance()
        }
        throw HCLError(line: start, message: "the heredoc \(mark) is not closed")
    }

    /// Passes over the mark if this line is nothing else.
    private mutating func isAtEnd(of mark: String) -> Bool {
        var offset = 0
        while let byte = scanner.peek(offset), byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") { offset += 1 }
        for byte in mark.utf8 {
            guard scanner.peek(offset) == byte else { return false }
            offset += 1
        }
        guard scanner.peek(offset).map({ "\r\n ,)]}".utf8.contains($0) }) ?? true else { return false }
        scanner.advance(offset)
        return true
    }

    private mutating func templateByte(into template: inout HCLTemplate) throws(HCLError) {
        if scanner.take("$${") { return template.append("${") }
        if scanner.take("%%{") { return template.append("%{") }
        if scanner.take("${") {
            _ = scanner.take("~")
            brackets += 1
            defer { brackets -= 1 }
            scanner.skipBlanks(andLines: true)
            template.append(try expression())
            scanner.skipBlanks(andLines: true)
            _ = scanner.take("~")
            guard scanner.take("}") else { throw scanner.error("\"}\" is expected behind an interpolation") }
            return
        }
        if scanner.take("%{") {
            while let byte = scanner.next, byte != UInt8(ascii: "}") { scanner.advance() }
            scanner.advance()
            return template.append(.opaque("a template's directive"))
        }
        if let byte = scanner.next { template.append(byte) }
        scanner.advance()
    }

    private mutating func escape(into template: inout HCLTemplate) {
        scanner.advance()
        guard let byte = scanner.next else { return }
        scanner.advance()
        switch byte {
        case UInt8(ascii: "n"): template.append(UInt8(ascii: "\n"))
        case UInt8(ascii: "r"): template.append(UInt8(ascii: "\r"))
        case UInt8(ascii: "t"): template.append(UInt8(ascii: "\t"))
        case UInt8(ascii: "u"), UInt8(ascii: "U"):
            let digits = byte == UInt8(ascii: "u") ? 4 : 8
            var code: UInt32 = 0
            for _ in 0..<digits {
                guard let digit = scanner.next.flatMap({ Character(Unicode.Scalar($0)).hexDigitValue }) else { break }
                code = code << 4 | UInt32(digit)
                scanner.advance()
            }
            template.append(Unicode.Scalar(code).map { String($0) } ?? "\u{FFFD}")
        default: template.append(byte)
        }
    }
}

/// Gathers a template's parts.
struct HCLTemplate {
    private var parts: [HCLExpression] = []
    private var text: [UInt8] = []

    /// A text, or a template where something is interpolated.
    var expression: HCLExpression {
        let last = String(decoding: text, as: UTF8.self)
        guard !parts.isEmpty else { return .literal(.string(last)) }
        // `"${var.name}"` alone is the value itself.
        if text.isEmpty, parts.count == 1 { return parts[0] }
        return .template(text.isEmpty ? parts : parts + [.literal(.string(last))])
    }

    mutating func append(_ byte: UInt8) { text.append(byte) }

    mutating func append(_ string: String) { text += string.utf8 }

    mutating func append(_ part: HCLExpression) {
        if !text.isEmpty { parts.append(.literal(.string(String(decoding: text, as: UTF8.self)))) }
        text.removeAll()
        parts.append(part)
    }
}
