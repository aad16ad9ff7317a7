/// Conan's versions (https://docs.conan.io/2/tutorial/versioning/version_ranges.html): semantic ones with any number of
/// items, of which two that are not both numbers compare as text.
struct ConanVersion: EcosystemVersion {
    private let items: [Item]
    private let prerelease: [Item]

    private struct Item {
        let text: String
        let number: WholeNumber?

        init(_ text: Substring) {
            self.text = String(text)
            number = WholeNumber(text: text)
        }
    }

    init?(_ text: String) {
        let text = text.trimmed.lowercased()
        guard !text.isEmpty, !text.contains(" ") else { return nil }
        let version = text.prefix { $0 != "+" }
        let dash = version.firstIndex(of: "-") ?? version.endIndex
        items = version[..<dash].split(separator: ".").map(Item.init)
        prerelease = version[dash...].dropFirst().split(separator: ".").map(Item.init)
        guard !items.isEmpty else { return nil }
    }

    func ordering(to other: ConanVersion) -> VersionOrdering {
        Self.ordering(items, other.items)
            .or(VersionOrdering(prerelease.isEmpty ? 1 : 0, other.prerelease.isEmpty ? 1 : 0))
            .or(Self.ordering(prerelease, other.prerelease))
    }

    private static func ordering(_ left: [Item], _ right: [Item]) -> VersionOrdering {
        for (left, right) in zip(left, right) {
            let order =
                if let one = left.number, let other = right.number { VersionOrdering(one, other) } else {
                    VersionOrdering(left.text, right.text)
                }
            guard order == .same else { return order }
        }
        return VersionOrdering(left.count, right.count)
    }
}
