/// Finds credentials that tell themselves apart by their form.
enum CredentialScan {
    private static let beginnings = ["AKIA", "ASIA", "AIza", "ghp_", "gho_", "glpat-", "xoxb-", "xoxp-", "sk_live_"]

    static func isCredential(_ text: String) -> Bool {
        if text.contains("-----BEGIN ") && text.contains("PRIVATE KEY-----") { return true }
        var hasAssignment = false
        for word in text.split(whereSeparator: isSeparator) {
            if isToken(word) { return true }
            // The value behind `aws_secret_access_key=` and its kin has forty signs of base64 and no form of its own.
            if hasAssignment, word.utf8.count == 40, word.utf8.allSatisfy(isBase64) { return true }
            let name = word.lowercased()
            hasAssignment = name.hasSuffix("secret_access_key") || name.hasSuffix("secret_key")
        }
        return text.utf8.count == 40 && hasMixedSigns(text)
    }

    private static func isToken(_ word: Substring) -> Bool {
        guard let beginning = beginnings.first(where: { word.hasPrefix($0) }) else { return false }
        let rest = word.utf8.dropFirst(beginning.utf8.count)
        return rest.count >= 16
            && rest.allSatisfy { isBase64($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_") }
    }

    /// Forty signs of base64 with letters of both cases, digits and one of `/` and `+`: an AWS secret key by itself.
    private static func hasMixedSigns(_ text: String) -> Bool {
        let utf8 = text.utf8
        return utf8.allSatisfy(isBase64) && utf8.contains { (65...90).contains($0) }
            && utf8.contains { (97...122).contains($0) } && utf8.contains { (48...57).contains($0) }
            && utf8.contains { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "+") }
    }

    private static func isSeparator(_ character: Character) -> Bool {
        character.isWhitespace || "\"'=:,;(){}".contains(character)
    }

    private static func isBase64(_ byte: UInt8) -> Bool {
        (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || byte == UInt8(ascii: "/")
            || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "=")
    }
}
