internal import JSON

/// Facts of a service's context; each names its place where it fails.
extension PolicyObject {
    private static let listLimit = 50

    func fact(_ name: String) throws(PolicyProblem) -> Bool? {
        guard let value = self[name], !value.isNull else { return nil }
        if let flag = value.bool { return flag }
        switch value.string {
        case "no": return false
        case "unknown": return nil
        case "yes": return true
        default: throw problem(.unknownValue, name, "yes, no or unknown is expected here")
        }
    }

    func point<Value: CaseIterable & RawRepresentable>(
        _ name: String, _ reading: (String) -> Value? = { Value(rawValue: $0) }
    ) throws(PolicyProblem) -> Value? where Value.RawValue == String {
        guard let value = self[name], !value.isNull, value.string != "unknown" else { return nil }
        guard let point = value.string.flatMap(reading) else {
            let known = Value.allCases.map(\.rawValue).joined(separator: ", ")
            throw problem(.unknownValue, name, "one of \(known), unknown is expected here")
        }
        return point
    }

    /// One line of at most 200 bytes.
    func name(_ name: String) throws(PolicyProblem) -> String? {
        guard let value = self[name], !value.isNull, value.string != "unknown" else { return nil }
        guard let text = value.string?.trimmed, (1...200).contains(text.utf8.count),
            !text.unicodeScalars.contains(where: { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) })
        else { throw problem(.wrongType, name, "a name of 1 to 200 bytes on one line is expected here") }
        return text
    }

    func dataClasses(_ name: String) throws(PolicyProblem) -> [DataClass]? {
        try words(name, DataClass.init(word:), "one of \(DataClass.allCases.map(\.rawValue).joined(separator: ", "))")
            .map { Set($0).sorted { $0.rawValue < $1.rawValue } }
    }

    func compliance(_ name: String) throws(PolicyProblem) -> [ComplianceScope]? {
        try words(name, ComplianceScope.init, "a word such as pci-dss").map { Set($0).sorted() }
    }

    /// A list of words; one word stands for itself.
    private func words<Word>(
        _ name: String, _ reading: (String) -> Word?, _ expected: String
    ) throws(PolicyProblem) -> [Word]? {
        guard let value = self[name], !value.isNull, value.string != "unknown" else { return nil }
        let given = value.array ?? [value]
        guard given.count <= Self.listLimit else {
            throw problem(.outOfRange, name, "at most \(Self.listLimit) are possible")
        }
        var words: [Word] = []
        for (index, element) in given.enumerated() {
            guard let word = element.string.flatMap(reading) else {
                throw problem(.unknownValue, "\(name).\(index)", "\(expected) is expected here")
            }
            words.append(word)
        }
        return words
    }
}
