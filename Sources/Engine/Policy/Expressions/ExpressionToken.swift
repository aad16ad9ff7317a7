/// A piece of an expression's text.
enum ExpressionToken: Hashable {
    case number(Double)
    /// `(`, `)`, `[`, `]`, `,` or a comparison operator.
    case symbol(String)
    /// Quoted text.
    case text(String)
    /// A path (in which `*` may be a step), a keyword, `true` or `false`.
    case word(String)

    /// Splits `source`; each token with the one-based column at which it begins.
    static func list(_ source: String) throws(ExpressionError) -> [(token: ExpressionToken, column: Int)] {
        var tokens: [(ExpressionToken, Int)] = []
        let characters = Array(source)
        var index = 0
        while index < characters.count {
            let start = index
            let character = characters[index]
            if character.isWhitespace {
                index += 1
            } else if character == "\"" {
                guard let end = characters[(index + 1)...].firstIndex(of: "\"") else {
                    throw ExpressionError(column: start + 1, "the quotation mark is not closed")
                }
                tokens.append((.text(String(characters[(index + 1)..<end])), start + 1))
                index = end + 1
            } else if isPartOfWord(character) {
                while index < characters.count, isPartOfWord(characters[index]) { index += 1 }
                let word = String(characters[start..<index])
                tokens.append((number(word).map { .number($0) } ?? .word(word), start + 1))
            } else {
                let pair = String(characters[start..<min(start + 2, characters.count)])
                let symbol = symbols.contains(pair) ? pair : String(character)
                guard symbols.contains(symbol) else {
                    throw ExpressionError(column: start + 1, "\"\(symbol)\" is not part of the language")
                }
                tokens.append((.symbol(symbol), start + 1))
                index += symbol.count
            }
        }
        return tokens
    }

    /// Nil for what only Swift takes for a number: `nan`, `inf`, hexadecimal.
    private static func number(_ word: String) -> Double? {
        guard word.allSatisfy({ $0.isNumber || "+-.eE".contains($0) }), let number = Double(word), number.isFinite
        else {
            return nil
        }
        return number
    }

    private static let symbols = Expression.Comparison.allCases.map(\.rawValue) + ["(", ")", "[", "]", ","]

    private static func isPartOfWord(_ character: Character) -> Bool {
        character.isASCII && (character.isLetter || character.isNumber || "._-+*".contains(character))
    }
}
