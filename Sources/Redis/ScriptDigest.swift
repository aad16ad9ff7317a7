internal import COpenSSL

enum ScriptDigest {
    /// The SHA-1 by which Redis names a script, in lower-case hex.
    static func sha1(of source: String) -> String {
        let bytes = Array(source.utf8)
        let digest = [UInt8](unsafeUninitializedCapacity: 20) { target, count in
            _ = SHA1(bytes, bytes.count, target.baseAddress)  // Writes 20 bytes and cannot fail.
            count = 20
        }
        return digest.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
