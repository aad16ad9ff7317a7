/// Where a report keeps something: `extra.severity | severity`, alternatives in order of preference.
///
/// A part is a member's name (quoted in `'…'` if it holds a special character) behind a dot, `[]` for each element,
/// `[0]` for one, `{}` for each member's value. A path begins at the record; `^` begins one level of records further
/// out, `$` at the document, `@` alone is the record's own name among its siblings, and `"…"` is that text itself. XML is read as
/// JSON: attributes are members with an `@` before their name, the text beside them is `#text`.
struct FieldPath: Hashable, Sendable {
    enum Origin: Hashable, Sendable {
        case document
        /// The name under which the record that many levels out stands in its object.
        case key(Int)
        /// The record that many levels out.
        case record(Int)
        case text(String)
    }

    enum Step: Hashable, Sendable {
        case each
        case index(Int)
        case member(String)
        case values
    }

    struct Alternative: Hashable, Sendable {
        let origin: Origin
        let steps: [Step]
    }

    let alternatives: [Alternative]

    init(parsing text: String) throws(MappingError) {
        var parser = FieldPathParser(text)
        alternatives = try parser.alternatives()
    }
}

extension FieldPath: ExpressibleByStringLiteral {
    init(stringLiteral text: String) { self.init(literal: text) }

    /// Traps on a path that cannot be read: a literal is code, and the tests touch each mapping that ships.
    init(literal text: String) {
        do {
            try self.init(parsing: text)
        } catch {
            preconditionFailure("\(error)")
        }
    }
}
