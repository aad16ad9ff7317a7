/// What must hold of a record: `path` is there, `!path` is not, `path=a,b` says one of these, `path!=a,b` none of them.
///
/// Texts are compared without regard to case. What is null is not there.
struct MappingCondition: Hashable, Sendable {
    private let path: FieldPath
    /// In lower case; nil where being there is all that is asked.
    private let texts: Set<String>?
    private let isNegated: Bool

    init(parsing text: String) throws(MappingError) {
        if let equals = text.lastIndex(of: "="), !text[equals...].contains("'") {
            var path = text[..<equals]
            isNegated = path.last == "!"
            if isNegated { path.removeLast() }
            self.path = try FieldPath(parsing: String(path))
            texts = Set(text[text.index(after: equals)...].split(separator: ",").map { $0.lowercased() })
        } else {
            isNegated = text.first == "!"
            path = try FieldPath(parsing: String(isNegated ? text.dropFirst() : text[...]))
            texts = nil
        }
    }

    func holds(for record: MappedRecord) -> Bool {
        guard let texts else { return record.has(path) != isNegated }
        return record.texts(path).contains { texts.contains($0.lowercased()) } != isNegated
    }
}

extension MappingCondition: ExpressibleByStringLiteral {
    /// Traps on a condition that cannot be read: a literal is code, and the tests touch each mapping that ships.
    init(stringLiteral text: String) {
        do {
            try self.init(parsing: text)
        } catch {
            preconditionFailure("\(error)")
        }
    }
}
