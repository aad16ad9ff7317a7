import Hashing

/// `X-Hub-Signature-256`: HMAC-SHA-256 over the body as it was sent, under the webhook's secret.
/// https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries
enum GitHubSignature {
    static func isValid(_ header: String?, of body: [UInt8], secret: String) -> Bool {
        guard let header, header.hasPrefix("sha256="), let given = Hex.decode(String(header.dropFirst(7))) else {
            return false
        }
        return constantTimeEquals(given, HMACSHA256.authenticate(body, key: Array(secret.utf8)))
    }
}
