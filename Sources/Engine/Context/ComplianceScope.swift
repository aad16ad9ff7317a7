/// A set of rules that a service falls under, as a lower-case word with hyphens: `pci-dss`. Known ones have one spelling.
public struct ComplianceScope: Comparable, CustomStringConvertible, Hashable, Sendable {
    /// Those that the shipped guardrails speak of.
    static let known = [
        "bod-26-04", "cra", "dora", "fedramp", "gdpr", "hipaa", "iso-27001", "nis2", "pci-dss", "soc2", "sox",
    ]

    public let description: String

    /// Nil for what is no word of at most 40 letters, digits, hyphens and points.
    public init?(_ word: String) {
        let plain = word.lowercased().replacing(" ", with: "-").replacing("_", with: "-")
        guard (1...40).contains(plain.utf8.count),
            plain.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || "-.".contains($0)) })
        else { return nil }
        let letters = plain.filter { $0.isLetter || $0.isNumber }
        description =
            switch letters {
            case "pci": "pci-dss"
            case "iso27k": "iso-27001"
            default: Self.known.first { $0.filter { $0 != "-" } == letters } ?? plain
            }
    }

    /// Whether `word` alone, as a tag, surely means one.
    static func isKnown(_ word: String) -> Bool { Self(word).map { known.contains($0.description) } ?? false }

    public static func < (left: Self, right: Self) -> Bool { left.description < right.description }
}
