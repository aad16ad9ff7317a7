/// OpenSSL's versions: numbers and, before 3.0, letters for patches (`1.0.2za` follows `1.0.2z`).
///
/// https://openssl-library.org/policies/general/versioning-policy/
struct OpenSSLVersion: EcosystemVersion {
    private let numbers: [WholeNumber]
    private let patch: String
    private let prerelease: [SemanticVersion.Identifier]

    init?(_ text: String) {
        let text = text.trimmed.lowercased()
        let dash = text.firstIndex(of: "-") ?? text.endIndex
        prerelease = text[dash...].dropFirst().split(separator: ".").map(SemanticVersion.Identifier.init)
        let letters = text[..<dash].reversed().prefix { $0.utf8.first?.isLetter ?? false }
        patch = String(letters.reversed())
        var numbers: [WholeNumber] = []
        for part in text[..<dash].dropLast(letters.count).split(separator: ".", omittingEmptySubsequences: false) {
            guard let number = WholeNumber(text: part) else { return nil }
            numbers.append(number)
        }
        self.numbers = numbers
    }

    func ordering(to other: OpenSSLVersion) -> VersionOrdering {
        numbers.ordering(to: other.numbers, filler: .zero)
            .or(VersionOrdering(patch.utf8.count, other.patch.utf8.count))
            .or(VersionOrdering(patch, other.patch))
            .or(VersionOrdering(prerelease.isEmpty ? 1 : 0, other.prerelease.isEmpty ? 1 : 0))
            .or(prerelease.ordering(to: other.prerelease))
    }
}

/// Any text, ordered by its bytes in UTF-8.
struct LexicographicVersion: EcosystemVersion {
    private let bytes: [UInt8]

    init?(_ text: String) { bytes = Array(text.utf8) }

    func ordering(to other: LexicographicVersion) -> VersionOrdering { bytes.ordering(to: other.bytes) }
}
