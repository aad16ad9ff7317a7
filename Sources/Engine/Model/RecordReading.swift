internal import JSON

/// Typed reads of members that a canonical record must or may have. Throw `RecordError` naming the member.
extension JSONNode {
    func requiredText(_ key: StaticString) throws(RecordError) -> String {
        guard let text = self[key]?.string else { throw RecordError("\"\(key)\" is no text") }
        return text
    }

    func optionalText(_ key: StaticString) throws(RecordError) -> String? {
        guard let node = self[key] else { return nil }
        guard let text = node.string else { throw RecordError("\"\(key)\" is no text") }
        return text
    }

    func optionalInteger(_ key: StaticString) throws(RecordError) -> Int? {
        guard let node = self[key] else { return nil }
        guard let integer = node.integer else { throw RecordError("\"\(key)\" is no integer") }
        return Int(integer)
    }

    func optionalFlag(_ key: StaticString) throws(RecordError) -> Bool {
        guard let node = self[key] else { return false }
        guard let flag = node.bool else { throw RecordError("\"\(key)\" is neither true nor false") }
        return flag
    }

    /// A member of a closed set of words.
    func requiredCase<Words: RawRepresentable>(
        _ key: StaticString, of words: Words.Type = Words.self
    ) throws(RecordError) -> Words where Words.RawValue == String {
        let text = try requiredText(key)
        guard let word = Words(rawValue: text) else {
            throw RecordError("\"\(key)\" has the unknown value \"\(text)\"")
        }
        return word
    }

    /// A text in RFC 3339.
    func requiredTimestamp(_ key: StaticString) throws(RecordError) -> Timestamp {
        guard let time = Timestamp(try requiredText(key)) else { throw RecordError("\(key) is no time") }
        return time
    }

    func requiredFingerprint(_ key: StaticString) throws(RecordError) -> Fingerprint {
        let text = try requiredText(key)
        guard let fingerprint = Fingerprint(hex: text) else { throw RecordError("\"\(key)\" is no fingerprint") }
        return fingerprint
    }

    /// A list that must be there.
    func requiredList<Element>(
        _ key: StaticString, _ element: (JSONNode) throws(RecordError) -> Element
    ) throws(RecordError) -> [Element] {
        guard let list = self[key], list.isArray else { throw RecordError("\"\(key)\" is no list") }
        var elements: [Element] = []
        elements.reserveCapacity(list.count)
        for node in list.elements { elements.append(try element(node)) }
        return elements
    }

    /// A list that is left out when it is empty.
    func optionalList<Element>(
        _ key: StaticString, _ element: (JSONNode) throws(RecordError) -> Element
    ) throws(RecordError) -> [Element] {
        guard self[key] != nil else { return [] }
        return try requiredList(key, element)
    }

    func textElement() throws(RecordError) -> String {
        guard let text = string else { throw RecordError("a list of texts holds something else") }
        return text
    }

    func integerElement() throws(RecordError) -> Int {
        guard let value = integer else { throw RecordError("a list of integers holds something else") }
        return Int(value)
    }
}

extension JSONParser {
    /// Reads one record from its canonical bytes. Every failure becomes a `RecordError` that begins with `name`.
    static func record<Record>(
        _ name: String, _ bytes: [UInt8], _ read: (JSONNode) throws -> Record
    ) throws(RecordError) -> Record {
        var parser = JSONParser(limits: JSONLimits(maximumBytes: max(bytes.count, 1)))
        do {
            return try parser.withDocument(bytes, read)
        } catch {
            throw RecordError("\(name) cannot be read: \(error)")
        }
    }
}
