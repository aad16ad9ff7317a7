/// NuGet's versions (https://learn.microsoft.com/nuget/concepts/package-versioning): four numbers, and pre-releases
/// without regard to case.
struct NuGetVersion: EcosystemVersion {
    private let numbers: [WholeNumber]
    private let prerelease: [SemanticVersion.Identifier]

    init?(_ text: String) {
        var rest = text.trimmed.lowercased()[...]
        if rest.first == "v" { rest.removeFirst() }
        rest = rest[..<(rest.firstIndex(of: "+") ?? rest.endIndex)]
        let dash = rest.firstIndex(of: "-") ?? rest.endIndex
        prerelease = rest[dash...].dropFirst().split(separator: ".").map(SemanticVersion.Identifier.init)
        var numbers: [WholeNumber] = []
        for part in rest[..<dash].split(separator: ".", omittingEmptySubsequences: false) {
            guard let number = WholeNumber(text: part) else { return nil }
            numbers.append(number)
        }
        guard (1...4).contains(numbers.count) else { return nil }
        self.numbers = numbers
    }

    func ordering(to other: NuGetVersion) -> VersionOrdering {
        numbers.ordering(to: other.numbers, filler: .zero)
            .or(VersionOrdering(prerelease.isEmpty ? 1 : 0, other.prerelease.isEmpty ? 1 : 0))
            .or(prerelease.ordering(to: other.prerelease))
    }
}
