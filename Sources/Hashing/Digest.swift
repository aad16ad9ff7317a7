internal import COpenSSL

/// A SHA-256 digest (FIPS 180-4, section 6.2), written as 64 lower-case hex digits.
public struct Digest: CustomStringConvertible, Hashable, Sendable {
    /// Exactly 32 bytes.
    public let bytes: [UInt8]

    /// The digest of `message`.
    public init(of message: [UInt8]) {
        bytes = [UInt8](unsafeUninitializedCapacity: 32) { target, count in
            // SHA-256 writes exactly 32 bytes into the buffer given and cannot fail.
            message.withUnsafeBufferPointer { fx_sha256($0.baseAddress, $0.count, target.baseAddress) }
            count = 32
        }
    }

    /// The digest of the UTF-8 bytes of `text`.
    public init(of text: String) { self.init(of: Array(text.utf8)) }

    /// Nil unless there are 32 bytes.
    public init?(bytes: [UInt8]) {
        guard bytes.count == 32 else { return nil }
        self.bytes = bytes
    }

    /// Nil unless `hex` is 64 hex digits.
    public init?(hex: String) {
        guard let bytes = Hex.decode(hex) else { return nil }
        self.init(bytes: bytes)
    }

    public var description: String { Hex.encode(bytes) }

    /// The first 128 bits of the digest of `message`, big-endian; allocates nothing.
    public static func first128(of message: [UInt8]) -> (high: UInt64, low: UInt64) {
        withUnsafeTemporaryAllocation(byteCount: 32, alignment: 8) { target in
            message.withUnsafeBufferPointer { source in
                fx_sha256(source.baseAddress, source.count, target.baseAddress?.assumingMemoryBound(to: UInt8.self))
            }
            return (
                UInt64(bigEndian: target.load(as: UInt64.self)),
                UInt64(bigEndian: target.load(fromByteOffset: 8, as: UInt64.self))
            )
        }
    }
}
