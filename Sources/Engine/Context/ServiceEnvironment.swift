/// Where a service runs, from the least to the most guarded.
public enum ServiceEnvironment: String, CaseIterable, Hashable, Sendable {
    case development, test, staging, production

    /// The words that people use, such as `prod`; nil for others.
    init?(word: String) {
        switch word.lowercased() {
        case "dev", "development": self = .development
        case "qa", "test", "testing": self = .test
        case "pre-production", "preprod", "stage", "staging": self = .staging
        case "live", "prod", "production": self = .production
        default: return nil
        }
    }
}
