internal import JSON

/// Strict reading of one object of a policy: an unknown member is an error with its path, never ignored.
struct PolicyObject {
    let path: String
    private let members: [String: JSONValue]

    init(_ value: JSONValue, path: String = "", allowing names: [String]) throws(PolicyProblem) {
        guard let members = value.object else {
            throw PolicyProblem(.wrongType, path: path, "an object is expected here")
        }
        for name in members.keys.sorted() where !names.contains(name) {
            throw PolicyProblem(
                .unknownKey, path: Self.join(path, name),
                "this member is unknown; known are \(names.sorted().joined(separator: ", "))")
        }
        self.members = members
        self.path = path
    }

    subscript(_ name: String) -> JSONValue? { members[name] }

    func path(of name: String) -> String { Self.join(path, name) }

    func problem(_ code: PolicyProblem.Code, _ name: String, _ message: String) -> PolicyProblem {
        PolicyProblem(code, path: path(of: name), message)
    }

    /// The object `name`, or an empty one where it is absent.
    func object(_ name: String, allowing names: [String]) throws(PolicyProblem) -> PolicyObject {
        try PolicyObject(members[name] ?? .object([:]), path: path(of: name), allowing: names)
    }

    /// True or false; nil where it is absent or null.
    func flag(_ name: String) throws(PolicyProblem) -> Bool? {
        guard let value = self[name], !value.isNull else { return nil }
        guard let flag = value.bool else { throw problem(.wrongType, name, "true, false or null is expected here") }
        return flag
    }

    /// A number of `range`, or `fallback` where it is absent.
    func number(
        _ name: String, _ fallback: Double, in range: ClosedRange<Double> = 0...1
    ) throws(PolicyProblem) -> Double {
        guard let value = members[name] else { return fallback }
        guard let number = value.double else { throw problem(.wrongType, name, "a number is expected here") }
        guard range.contains(number) else {
            throw problem(.outOfRange, name, "\(number) is not between \(range.lowerBound) and \(range.upperBound)")
        }
        return number
    }

    /// A whole number of `range`, or `fallback` where it is absent.
    func integer(_ name: String, _ fallback: Int, in range: ClosedRange<Int>) throws(PolicyProblem) -> Int {
        guard let value = members[name] else { return fallback }
        guard let number = value.integer else { throw problem(.wrongType, name, "a whole number is expected here") }
        guard range.contains(Int(number)) else {
            throw problem(.outOfRange, name, "\(number) is not between \(range.lowerBound) and \(range.upperBound)")
        }
        return Int(number)
    }

    /// One word of a closed set, or `fallback` where it is absent.
    func word<Word: CaseIterable & RawRepresentable>(
        _ name: String, _ fallback: Word
    ) throws(PolicyProblem) -> Word where Word.RawValue == String {
        guard let value = members[name] else { return fallback }
        guard let word = value.string.flatMap(Word.init(rawValue:)) else {
            let known = Word.allCases.map(\.rawValue).joined(separator: ", ")
            throw problem(.unknownValue, name, "one of \(known) is expected here")
        }
        return word
    }

    /// A distribution that names every value, or `fallback` where it is absent.
    func distribution<Value>(
        _ name: String, _ fallback: Distribution<Value>
    ) throws(PolicyProblem) -> Distribution<Value> {
        guard members[name] != nil else { return fallback }
        let object = try object(name, allowing: Value.allCases.map(\.rawValue))
        var weights: [Double] = []
        for value in Value.allCases { weights.append(try object.number(value.rawValue, 0)) }
        guard let distribution = Distribution<Value>(weights: weights) else {
            throw problem(.inconsistent, name, "the probabilities must add up to 1")
        }
        return distribution
    }

    private static func join(_ path: String, _ name: String) -> String { path.isEmpty ? name : "\(path).\(name)" }
}
