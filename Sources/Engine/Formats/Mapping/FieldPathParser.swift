/// Reads the text form of a `FieldPath`.
struct FieldPathParser {
    private let text: String
    private var rest: Substring

    init(_ text: String) {
        self.text = text
        rest = text[...]
    }

    mutating func alternatives() throws(MappingError) -> [FieldPath.Alternative] {
        var alternatives: [FieldPath.Alternative] = []
        repeat {
            skipBlanks()
            alternatives.append(try alternative())
            skipBlanks()
        } while take("|")
        guard rest.isEmpty else { throw problem("\"\(rest)\" is left over") }
        return alternatives
    }

    private mutating func alternative() throws(MappingError) -> FieldPath.Alternative {
        if take("\"") { return FieldPath.Alternative(origin: .text(try quoted(until: "\"")), steps: []) }
        var level = 0
        while take("^") { level += 1 }
        if level == 0, take("$") { return FieldPath.Alternative(origin: .document, steps: try steps()) }
        if isKey, take("@") { return FieldPath.Alternative(origin: .key(level), steps: []) }
        let steps = try steps()
        guard level > 0 || !steps.isEmpty else { throw problem("a path names a member") }
        return FieldPath.Alternative(origin: .record(level), steps: steps)
    }

    /// Whether an `@` stands alone: one with a name behind it is an XML attribute.
    private var isKey: Bool { rest.first == "@" && (rest.dropFirst().first.map { $0 == " " || $0 == "|" } ?? true) }

    /// The steps up to a blank, a `|` or the end.
    mutating func steps() throws(MappingError) -> [FieldPath.Step] {
        var steps: [FieldPath.Step] = []
        while let next = rest.first, next != " ", next != "|" {
            if take("[]") {
                steps.append(.each)
            } else if take("{}") {
                steps.append(.values)
            } else if take("[") {
                let digits = rest.prefix { $0.isNumber }
                guard let index = Int(digits) else { throw problem("an index is a number") }
                rest.removeFirst(digits.count)
                guard take("]") else { throw problem("an index ends with ]") }
                steps.append(.index(index))
            } else {
                _ = take(".")
                steps.append(.member(try name()))
            }
        }
        return steps
    }

    private mutating func name() throws(MappingError) -> String {
        if take("'") { return try quoted(until: "'") }
        let mark = take("@") ? "@" : ""
        let name = rest.prefix { !" |.[]{}^$@'\"".contains($0) }
        guard !name.isEmpty else { throw problem("a member's name is expected before \"\(rest)\"") }
        rest.removeFirst(name.count)
        return mark + name
    }

    private mutating func quoted(until mark: Character) throws(MappingError) -> String {
        guard let end = rest.firstIndex(of: mark) else { throw problem("\(mark) is never closed") }
        defer { rest = rest[rest.index(after: end)...] }
        return String(rest[..<end])
    }

    private mutating func take(_ mark: String) -> Bool {
        guard rest.hasPrefix(mark) else { return false }
        rest.removeFirst(mark.count)
        return true
    }

    private mutating func skipBlanks() {
        while take(" ") {}
    }

    private func problem(_ what: String) -> MappingError {
        MappingError("the path \"\(text)\" cannot be read: \(what)")
    }
}
