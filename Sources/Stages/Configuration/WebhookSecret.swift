internal import Hashing

/// The secret that a forge signs a tenant's webhooks with.
public enum WebhookSecret {
    /// HMAC-SHA-256 of the tenant's name under the operator's secret, in hex: nothing has to be stored, and no tenant can
    /// sign for another one.
    public static func of(_ tenant: String, under master: String) -> String {
        Hex.encode(HMACSHA256.authenticate(Array("fixops webhook \(tenant)".utf8), key: Array(master.utf8)))
    }
}
