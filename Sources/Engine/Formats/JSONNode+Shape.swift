internal import JSON

/// The shape that a report's members must have where a decision depends on them.
extension JSONNode {
    /// This node if it is an object that names nothing twice.
    @discardableResult
    func checkedObject(_ pointer: @autoclosure () -> String) throws(ReportProblem) -> JSONNode {
        guard isObject else {
            throw ReportProblem(.wrongShape, "an object is expected here", location: pointer())
        }
        guard let key = firstDuplicateKey else { return self }
        throw ReportProblem(
            .duplicateKey, "this object names \"\(key)\" twice, so its meaning is open; have the tool write it once",
            location: pointer())
    }

    /// The member `key` as a checked object; nil where it is absent or null.
    func object(_ key: StaticString, _ pointer: @autoclosure () -> String) throws(ReportProblem) -> JSONNode? {
        guard let member = self[key], !member.isNull else { return nil }
        return try member.checkedObject("\(pointer())/\(key)")
    }

    /// The member `key` as an array; nil where it is absent or null.
    func array(_ key: StaticString, _ pointer: @autoclosure () -> String) throws(ReportProblem) -> JSONNode? {
        guard let member = self[key], !member.isNull else { return nil }
        guard member.isArray else {
            throw ReportProblem(.wrongShape, "a list is expected here", location: "\(pointer())/\(key)")
        }
        return member
    }

    /// The elements of the member `key`, for look-ups by index; empty where it is absent or null.
    func list(_ key: StaticString, _ pointer: @autoclosure () -> String) throws(ReportProblem) -> [JSONNode] {
        guard let array = try array(key, pointer()) else { return [] }
        return Array(array.elements)
    }

    /// The text of the member `key`; nil where it is absent, null, empty or no text.
    func text(_ key: StaticString) -> String? {
        guard let member = self[key], !member.utf8.isEmpty else { return nil }
        return member.string
    }

    /// The member `key` as an array's index: -1, absent and null are the same (SARIF 2.1.0 section 3.7.4).
    func index(_ key: StaticString) -> Int? {
        guard let value = self[key]?.integer, value >= 0 else { return nil }
        return Int(value)
    }

    /// The texts in this array, or this text alone; anything else in it is passed over.
    var texts: [String] {
        if let text = string { return [text] }
        return elements.compactMap(\.string)
    }
}
