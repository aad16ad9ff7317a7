import Hashing

/// A body as it is kept, with what was found in it.
struct ReceivedBody: Sendable {
    let given: [UInt8]
    /// By gzip.
    let isCompressed: Bool
    /// Unpacked; of a ZIP file, all that is in it.
    let byteCount: Int
    /// Of the decompressed bytes.
    let digest: Digest
}
