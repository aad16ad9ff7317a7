internal import COpenSSL

/// HMAC with SHA-256 (RFC 2104, FIPS 198-1).
public enum HMACSHA256 {
    /// The 32-byte tag of `message` under `key`.
    public static func authenticate(_ message: [UInt8], key: [UInt8]) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: 32) { target, count in
            var written: UInt32 = 0
            // HMAC writes exactly the digest's 32 bytes and fails only for an unknown digest.
            _ = HMAC(EVP_sha256(), key, Int32(key.count), message, message.count, target.baseAddress, &written)
            count = Int(written)
        }
    }
}

/// Compares two secrets in a time that depends on their lengths alone.
public func constantTimeEquals(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    guard left.count == right.count else { return false }
    var difference: UInt8 = 0
    for (one, other) in zip(left, right) { difference |= one ^ other }
    return difference == 0
}
