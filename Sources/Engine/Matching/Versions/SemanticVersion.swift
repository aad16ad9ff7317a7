/// Semantic Versioning 2.0.0 (https://semver.org/#spec-item-11): npm, Go, crates.io, Hex, Swift.
///
/// More lenient than it: a leading `v`, `=` or `go`, missing numbers, and what follows a third number as build metadata.
struct SemanticVersion: EcosystemVersion {
    private let numbers: [WholeNumber]
    /// Identifiers between dots; empty for a release.
    let prerelease: [Identifier]
    let build: [Identifier]

    enum Identifier: Comparable {
        // In the order of precedence: a number is below a word.
        case number(WholeNumber)
        case word(String)

        init(_ text: Substring) { self = WholeNumber(text: text).map(Identifier.number) ?? .word(String(text)) }

        static func < (left: Identifier, right: Identifier) -> Bool {
            switch (left, right) {
            case (.number(let left), .number(let right)): left < right
            case (.number, .word): true
            case (.word, .number): false
            case (.word(let left), .word(let right)): left.utf8.lexicographicallyPrecedes(right.utf8)
            }
        }
    }

    init?(_ text: String) {
        var rest = text.trimmed[...]
        if rest.hasPrefix("go") { rest = rest.dropFirst(2) }
        while let first = rest.first, "v=V".contains(first) { rest = rest.dropFirst() }
        let plus = rest.firstIndex(of: "+") ?? rest.endIndex
        build = rest[plus...].dropFirst().split(separator: ".").map(Identifier.init)
        let dash = rest[..<plus].firstIndex(of: "-") ?? plus
        prerelease = rest[dash..<plus].dropFirst().split(separator: ".").map(Identifier.init)
        var numbers: [WholeNumber] = []
        for part in rest[..<dash].split(separator: ".", omittingEmptySubsequences: false) {
            guard let number = WholeNumber(text: part) else { return nil }
            numbers.append(number)
        }
        guard !numbers.isEmpty else { return nil }
        self.numbers = Array(numbers.prefix(3))
    }

    func ordering(to other: SemanticVersion) -> VersionOrdering {
        numbers.ordering(to: other.numbers, filler: .zero)
            .or(VersionOrdering(prerelease.isEmpty ? 1 : 0, other.prerelease.isEmpty ? 1 : 0))
            .or(prerelease.ordering(to: other.prerelease))
    }
}

/// Dart's versions: semantic ones in which build metadata counts last
/// (https://pub.dev/documentation/pub_semver/latest/pub_semver/Version-class.html).
struct PubVersion: EcosystemVersion {
    private let version: SemanticVersion

    init?(_ text: String) {
        guard let version = SemanticVersion(text) else { return nil }
        self.version = version
    }

    func ordering(to other: PubVersion) -> VersionOrdering {
        version.ordering(to: other.version).or(version.build.ordering(to: other.version.build))
    }
}
