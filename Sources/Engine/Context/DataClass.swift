/// A class of data that a service stores or passes on.
public enum DataClass: String, CaseIterable, Hashable, Sendable {
    case confidential, credentials, financial, health, `internal`, payment, personal, `public`

    /// The words that people use, such as `pii`; nil for others.
    init?(word: String) {
        switch word.lowercased() {
        case "card", "cardholder", "pan", "pci": self = .payment
        case "gdpr", "pii": self = .personal
        case "phi": self = .health
        case "secret", "secrets": self = .credentials
        default: self.init(rawValue: word.lowercased())
        }
    }
}
