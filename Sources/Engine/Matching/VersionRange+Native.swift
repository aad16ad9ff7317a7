extension VersionRange {
    /// A range as an ecosystem's own tools write it: Conan's `>=1 <2||=3`, RubyGems' `~>2.0.8`, NuGet's `[1.0, 2.0)`.
    ///
    /// Nil for other schemes and for what is no such range.
    public init?(native text: String, _ scheme: VersionScheme) {
        let constraints: [Constraint]? =
            switch scheme {
            case .conan: Self.conan(text)
            case .gem: Self.gem(text)
            case .nuget: Self.nuget(text)
            default: nil
            }
        guard let constraints, !constraints.isEmpty, constraints.allSatisfy({ scheme.reads($0.version) }) else {
            return nil
        }
        self.init(scheme, constraints)
    }

    private static func conan(_ text: String) -> [Constraint]? {
        let parts = text.replacing("||", with: " ").split(separator: " ")
        let constraints = parts.compactMap(constraint)
        return constraints.count == parts.count ? constraints : nil
    }

    private static func gem(_ text: String) -> [Constraint]? {
        var constraints: [Constraint] = []
        for part in text.split(separator: ",").map({ $0.filter { $0 != " " } }) {
            guard part.hasPrefix("~>") else {
                guard let constraint = constraint(part[...]) else { return nil }
                constraints.append(constraint)
                continue
            }
            let version = String(part.dropFirst(2))
            guard let next = next(after: version) else { return nil }
            constraints += [Constraint(.atLeast, version), Constraint(.below, next)]
        }
        return constraints
    }

    /// Where `~>` ends: `2.1` for `2.0.8`, `3` for `2.0`.
    private static func next(after version: String) -> String? {
        var numbers = version.split(separator: ".").map { Int($0) }
        if numbers.count > 1 { numbers.removeLast() }
        guard let last = numbers.last ?? nil, last < .max, !numbers.contains(nil) else { return nil }
        numbers[numbers.count - 1] = last + 1
        return numbers.compactMap { $0.map(String.init) }.joined(separator: ".")
    }

    /// https://learn.microsoft.com/nuget/concepts/package-versioning#version-ranges
    private static func nuget(_ text: String) -> [Constraint]? {
        let text = text.filter { $0 != " " }
        guard let first = text.first, "[(".contains(first) else {
            return text.isEmpty ? nil : [Constraint(.atLeast, text)]
        }
        guard let last = text.last, "])".contains(last) else { return nil }
        let inner = text.dropFirst().dropLast()
        let ends = inner.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        if ends.count == 1 { return first == "[" && last == "]" ? [Constraint(.equal, ends[0])] : nil }
        guard ends.count == 2 else { return nil }
        var constraints: [Constraint] = []
        if !ends[0].isEmpty { constraints.append(Constraint(first == "[" ? .atLeast : .above, ends[0])) }
        if !ends[1].isEmpty { constraints.append(Constraint(last == "]" ? .atMost : .below, ends[1])) }
        return constraints.isEmpty ? nil : constraints
    }
}
