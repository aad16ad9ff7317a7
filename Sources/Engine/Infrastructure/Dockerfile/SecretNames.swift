/// Names of variables that hold secrets.
enum SecretNames {
    private static let endings = [
        "access_key", "api_key", "apikey", "auth_token", "access_token", "passwd", "password", "private_key", "secret",
        "secret_key", "token",
    ]

    /// Whether one of `NAME=value` (or `NAME value`) gives a secret's name a value that is written out.
    static func isAssigned(in words: [String]) -> Bool {
        if words.count == 2, !words[0].contains("=") { return isSecret(words[0]) && isWrittenOut(words[1]) }
        return words.contains { word in
            let parts = word.split(separator: "=", maxSplits: 1)
            return parts.count == 2 && isSecret(String(parts[0])) && isWrittenOut(String(parts[1]))
        }
    }

    private static func isSecret(_ name: String) -> Bool {
        let name = name.lowercased()
        return endings.contains { name == $0 || name.hasSuffix("_\($0)") }
    }

    /// A reference to a variable, a file or nothing at all is no secret.
    private static func isWrittenOut(_ value: String) -> Bool {
        let value = value.filter { !"\"'".contains($0) }
        return !value.isEmpty && !value.hasPrefix("$") && !value.hasPrefix("/")
    }
}
