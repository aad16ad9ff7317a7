/// Takes a filter's text apart: words, operators, and quoted values.
struct DeadLetterFilterScanner {
    private static let operators: Set<Character> = ["!", "<", "=", ">", "~"]
    private static let quotes: Set<Character> = ["\"", "'"]
    /// The longest value: one that is searched for in every row.
    private static let longestValue = 1_000

    private var rest: Substring

    init(_ text: String) { rest = text[...] }

    /// The next `FIELD OPERATOR VALUE`.
    mutating func term() throws(DeadLetterFilterProblem) -> DeadLetterTerm {
        let field = try field()
        let comparison = try comparison(on: field)
        return DeadLetterTerm(field: field, comparison: comparison, value: try value(of: field))
    }

    /// Whether `and` follows; anything else that follows is refused.
    mutating func goesOn() throws(DeadLetterFilterProblem) -> Bool {
        skipBlanks()
        guard !rest.isEmpty else { return false }
        let word = word()
        guard word.lowercased() == "and" else {
            throw DeadLetterFilterProblem(
                .malformed, "\"and\" joins two conditions, not \"\(word.isEmpty ? rest.prefix(20)[...] : word)\"")
        }
        return true
    }

    private mutating func field() throws(DeadLetterFilterProblem) -> DeadLetterField {
        skipBlanks()
        let name = word()
        guard !name.isEmpty else {
            throw DeadLetterFilterProblem(.malformed, "a condition such as stage=score is missing; \(Self.known)")
        }
        guard let field = DeadLetterField(rawValue: name.lowercased()) else {
            throw DeadLetterFilterProblem(.unknownField, "there is no field \"\(name)\"; \(Self.known)")
        }
        return field
    }

    private mutating func comparison(
        on field: DeadLetterField
    ) throws(DeadLetterFilterProblem) -> DeadLetterTerm.Comparison {
        skipBlanks()
        let text = String(rest.prefix { Self.operators.contains($0) })
        rest = rest.dropFirst(text.count)
        guard let comparison = DeadLetterTerm.Comparison(rawValue: text), field.comparisons.contains(comparison) else {
            let fit = field.comparisons.map(\.rawValue).joined(separator: " ")
            throw DeadLetterFilterProblem(
                .wrongOperator, "\(field.rawValue) is compared with \(fit)\(text.isEmpty ? "" : ", not with \(text)")")
        }
        return comparison
    }

    private mutating func value(of field: DeadLetterField) throws(DeadLetterFilterProblem) -> DeadLetterTerm.Value {
        skipBlanks()
        let text = try quoted() ?? String(word())
        guard (1...Self.longestValue).contains(text.utf8.count), !text.utf8.contains(0) else {
            throw DeadLetterFilterProblem(
                .wrongValue, "\(field.rawValue) wants a value of 1 to \(Self.longestValue) bytes")
        }
        switch field.kind {
        case .prose, .text: return .text(text)
        case .choice(let choices):
            guard choices.contains(text.lowercased()) else {
                throw DeadLetterFilterProblem(
                    .wrongValue, "\(field.rawValue) is \(choices.joined(separator: ", ")), not \"\(text)\"")
            }
            return .text(text.lowercased())
        case .duration:
            guard let seconds = Self.seconds(text) else {
                throw DeadLetterFilterProblem(
                    .wrongValue, "\(field.rawValue) is a time such as 90s, 15m, 2h or 7d, not \"\(text)\"")
            }
            return .seconds(seconds)
        case .number:
            guard let number = Int64(text) else {
                throw DeadLetterFilterProblem(.wrongValue, "\(field.rawValue) is a whole number, not \"\(text)\"")
            }
            return .number(number)
        }
    }

    /// A value in quotes; nil where none begins here.
    private mutating func quoted() throws(DeadLetterFilterProblem) -> String? {
        guard let quote = rest.first, Self.quotes.contains(quote) else { return nil }
        let inside = rest.dropFirst()
        guard let end = inside.firstIndex(of: quote) else {
            throw DeadLetterFilterProblem(.malformed, "a value that begins with \(quote) has no end")
        }
        rest = inside[inside.index(after: end)...]
        return String(inside[..<end])
    }

    private mutating func word() -> Substring {
        let word = rest.prefix { !$0.isWhitespace && !Self.operators.contains($0) && !Self.quotes.contains($0) }
        rest = rest.dropFirst(word.count)
        return word
    }

    private mutating func skipBlanks() { rest = rest.drop(while: \.isWhitespace) }

    private static func seconds(_ text: String) -> Double? {
        let units: [Character: Double] = ["d": 86_400, "h": 3_600, "m": 60, "s": 1]
        guard let unit = text.last.flatMap({ units[$0] }), let number = Double(text.dropLast()),
            (0...1e9).contains(number)
        else { return nil }
        return number * unit
    }

    private static let known = "known: " + DeadLetterField.allCases.map(\.rawValue).sorted().joined(separator: ", ")
}
