extension ConfigurationValue {
    /// Whether something is set: an empty text or list is not.
    var existence: ConditionTruth {
        switch self {
        case .list(let elements): ConditionTruth(!elements.isEmpty)
        case .null: .no
        case .string(let text): ConditionTruth(!text.isEmpty)
        case .unknown: .unknown
        case .bool, .number, .object, .reference, .template: .yes
        }
    }

    func satisfies(_ predicate: ConfigurationPredicate) -> ConditionTruth {
        switch self {
        case .reference: predicate == .providerKey ? .no : .unknown
        case .unknown: .unknown
        case .string(let text): ConditionTruth(predicate.holds(for: text))
        // A part that is filled in elsewhere is no credential that is written out here.
        case .template(let text): ConditionTruth(predicate == .credential && predicate.holds(for: text))
        case .bool, .list, .null, .number, .object: .no
        }
    }

    func compared(
        _ comparison: ConfigurationCondition.Comparison, _ literal: ConfigurationCondition.Literal
    ) -> ConditionTruth {
        switch self {
        case .reference, .unknown: return .unknown
        case .template(let text):
            guard case .text(let wanted) = literal, comparison == .contains else { return .unknown }
            return text.lowercased().contains(wanted.lowercased()) ? .yes : .unknown
        case .list, .null, .object: return .no
        case .bool, .number, .string: break
        }
        switch (comparison, literal) {
        case (.contains, .text(let wanted)): return ConditionTruth(text.lowercased().contains(wanted.lowercased()))
        case (.lists, .text(let wanted)): return ConditionTruth(words.contains(wanted[...]))
        case (.equal, .bool(let wanted)): return ConditionTruth(Self.words(for: wanted).contains(text.lowercased()))
        case (.equal, .number(let wanted)): return ConditionTruth(amount == wanted)
        case (.equal, .text(let wanted)): return ConditionTruth(text == wanted)
        case (.greater, .number(let bound)): return ConditionTruth(amount.map { $0 > bound } ?? false)
        case (.greaterOrEqual, .number(let bound)): return ConditionTruth(amount.map { $0 >= bound } ?? false)
        case (.less, .number(let bound)): return ConditionTruth(amount.map { $0 < bound } ?? false)
        case (.lessOrEqual, .number(let bound)): return ConditionTruth(amount.map { $0 <= bound } ?? false)
        case (.spans, .number(let wanted)): return ConditionTruth(spans(wanted))
        case (.contains, _), (.equal, _), (.greater, _), (.greaterOrEqual, _), (.less, _), (.lessOrEqual, _),
            (.lists, _), (.notEqual, _), (.spans, _):
            return .no
        }
    }

    /// What an answer about this value depends on, for people.
    var obstacle: String {
        switch self {
        case .reference(let address): address
        case .unknown(let reason): reason
        case .template: "an interpolated text"
        case .bool, .list, .null, .number, .object, .string: "its value"
        }
    }

    /// The value as configurations write it: numbers and flags are often texts.
    private var text: String {
        switch self {
        case .bool(let flag): flag ? "true" : "false"
        case .number(let number): Int64(exactly: number).map { String($0) } ?? String(number)
        case .string(let text): text
        case .list, .null, .object, .reference, .template, .unknown: ""
        }
    }

    /// Kubernetes reads YAML 1.1, in which `yes` and `on` are true.
    private static func words(for flag: Bool) -> [String] {
        flag ? ["true", "yes", "on"] : ["false", "no", "off"]
    }

    private var amount: Double? {
        switch self {
        case .number(let number): number
        case .string(let text): Double(text)
        case .bool, .list, .null, .object, .reference, .template, .unknown: nil
        }
    }

    private func spans(_ number: Double) -> Bool {
        let text = text
        guard text != "*" else { return true }
        let ends = text.split(separator: "-").compactMap { Double($0.trimmed) }
        return ends.count == 2 ? ends[0] <= number && number <= ends[1] : ends == [number]
    }

    private var words: [Substring] { text.split { $0 == "," || $0.isWhitespace } }
}
