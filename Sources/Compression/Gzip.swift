internal import CZlib

/// Why bytes cannot be decompressed.
public enum CompressionError: CustomStringConvertible, Error, Hashable, Sendable {
    case corrupt
    /// More than `limit` bytes would come out; nothing beyond it was written.
    case tooLarge(limit: Int)
    case truncated

    public var description: String {
        switch self {
        case .corrupt: "the gzip data is damaged"
        case .tooLarge(let limit): "the data is larger than \(limit) bytes when decompressed"
        case .truncated: "the gzip data ends too early"
        }
    }
}

/// Gzip files (RFC 1952), also those of several members.
public enum Gzip {
    private static let chunk = 256 * 1024

    /// Whether `bytes` begin as gzip.
    public static func isGzip(_ bytes: [UInt8]) -> Bool { bytes.starts(with: [0x1F, 0x8B]) }

    /// The decompressed bytes of all members, at most `limit`; memory never grows beyond that and one chunk.
    public static func inflate(_ bytes: [UInt8], limit: Int) throws(CompressionError) -> [UInt8] {
        var stream = z_stream()
        guard fx_gzip_inflate_begin(&stream) == Z_OK else { throw .corrupt }
        defer { inflateEnd(&stream) }
        var output: [UInt8] = []
        var from = 0
        while from < bytes.count {
            let status = try member(&stream, bytes, from: &from, into: &output, limit: limit)
            guard status == Z_STREAM_END else { throw .truncated }
            guard from < bytes.count else { break }
            // What follows a member is another one, or padding of NULs that tape drives leave.
            guard bytes[from...].contains(where: { $0 != 0 }) else { break }
            guard inflateReset(&stream) == Z_OK else { throw .corrupt }
        }
        guard !bytes.isEmpty else { throw .truncated }
        return output
    }

    /// Reads from `from` until the member ends or the input does.
    private static func member(
        _ stream: inout z_stream, _ bytes: [UInt8], from: inout Int, into output: inout [UInt8], limit: Int
    ) throws(CompressionError) -> Int32 {
        var status = Z_OK
        while status == Z_OK, from < bytes.count {
            var consumed = 0
            let piece = [UInt8](unsafeUninitializedCapacity: chunk) { target, count in
                bytes.withUnsafeBufferPointer { source in
                    // zlib's API lacks const; it does not write through next_in.
                    stream.next_in = UnsafeMutablePointer(mutating: source.baseAddress.map { $0 + from })
                    stream.avail_in = UInt32(min(bytes.count - from, 1 << 30))
                    let given = Int(stream.avail_in)
                    stream.next_out = target.baseAddress
                    stream.avail_out = UInt32(chunk)
                    status = CZlib.inflate(&stream, Z_NO_FLUSH)
                    consumed = given - Int(stream.avail_in)
                }
                count = chunk - Int(stream.avail_out)
            }
            from += consumed
            guard output.count + piece.count <= limit else { throw .tooLarge(limit: limit) }
            output += piece
            guard [Z_OK, Z_STREAM_END, Z_BUF_ERROR].contains(status) else { throw .corrupt }
            if status == Z_BUF_ERROR { status = from < bytes.count ? Z_OK : status }
        }
        return status
    }

    /// One gzip member that holds `bytes`.
    public static func deflate(_ bytes: [UInt8]) -> [UInt8] {
        var stream = z_stream()
        let began = fx_gzip_deflate_begin(&stream)
        precondition(began == Z_OK, "zlib has no memory")
        defer { deflateEnd(&stream) }
        let bound = Int(deflateBound(&stream, UInt(bytes.count)))
        return [UInt8](unsafeUninitializedCapacity: bound) { target, count in
            bytes.withUnsafeBufferPointer { source in
                stream.next_in = UnsafeMutablePointer(mutating: source.baseAddress)
                stream.avail_in = UInt32(bytes.count)
                stream.next_out = target.baseAddress
                stream.avail_out = UInt32(bound)
                _ = CZlib.deflate(&stream, Z_FINISH)  // The bound makes one call enough.
            }
            count = bound - Int(stream.avail_out)
        }
    }
}
