internal import CZlib

/// A ZIP file in memory (PKWARE APPNOTE 6.3.10), as far as people pack reports: stored or deflated, one disk, no passwords.
///
/// What its directory says is checked before anything is decompressed: how many files, how many bytes, that no two share
/// bytes (https://www.bamsoftware.com/hacks/zipbomb/). Names are labels: nothing is ever written anywhere.
public struct ZIPArchive: Sendable {
    /// The most files in one archive.
    public static let entryLimit = 1_000
    /// A file of over 1 MiB may be so many times its packed size. Reports of one tool reach 100.
    public static let ratioLimit = 250
    private static let freeOfRatio = 1024 * 1024

    /// One file of an archive.
    public struct Entry: Hashable, Sendable {
        /// As the archive spells it, with `/` between folders.
        public let name: String
        /// Unpacked.
        public let byteCount: Int
        let checksum: UInt32
        let isDeflated: Bool
        let packed: Range<Int>
    }

    /// The files in the order of the archive's directory, without folders.
    public let entries: [Entry]
    private let bytes: [UInt8]

    /// Whether `bytes` begin as a ZIP file that holds something, or as one that holds nothing.
    public static func isZIP(_ bytes: [UInt8]) -> Bool {
        bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) || bytes.starts(with: [0x50, 0x4B, 0x05, 0x06])
    }

    /// Reads the directory. Throws what is damaged, not supported, or larger than `limit` bytes in all when unpacked.
    public init(_ bytes: [UInt8], limit: Int) throws(ArchiveError) {
        self.bytes = bytes
        entries = try ZIPDirectory(bytes).entries().filter { !$0.name.hasSuffix("/") }
        var total = 0
        for entry in entries {
            total += entry.byteCount
            guard total <= limit else {
                throw ArchiveError(.tooLarge, "the ZIP file's contents are larger than \(limit) bytes")
            }
            let allowed = max(Self.freeOfRatio, entry.packed.count * Self.ratioLimit)
            guard entry.byteCount <= allowed else {
                throw ArchiveError(
                    .tooLarge,
                    "\(entry.name) would become more than \(Self.ratioLimit) times what it is in the ZIP file")
            }
        }
        try Self.refuseOverlaps(entries)
    }

    /// Unpacked, all files together.
    public var byteCount: Int { entries.reduce(0) { $0 + $1.byteCount } }

    private static func refuseOverlaps(_ entries: [Entry]) throws(ArchiveError) {
        let ranges = entries.map(\.packed).sorted { $0.lowerBound < $1.lowerBound }
        for (range, next) in zip(ranges, ranges.dropFirst()) where range.upperBound > next.lowerBound {
            throw ArchiveError(.corrupt, "two files of the ZIP file share the same bytes")
        }
    }

    /// The unpacked bytes of `entry`: as many as its directory says and with its checksum, else an error.
    public func contents(of entry: Entry) throws(ArchiveError) -> [UInt8] {
        let contents = entry.isDeflated ? inflated(entry) : Array(bytes[entry.packed])
        guard let contents, contents.count == entry.byteCount, Checksum.crc32(contents) == entry.checksum else {
            throw ArchiveError(.corrupt, "\(entry.name) is damaged in the ZIP file")
        }
        return contents
    }

    /// Nil unless the data ends where the directory says.
    private func inflated(_ entry: Entry) -> [UInt8]? {
        var stream = z_stream()
        guard fx_deflate_inflate_begin(&stream) == Z_OK else { return nil }
        defer { inflateEnd(&stream) }
        var status = Z_OK
        // One byte more, so that no buffer is empty and a longer file shows itself.
        let contents = [UInt8](unsafeUninitializedCapacity: entry.byteCount + 1) { target, count in
            bytes.withUnsafeBufferPointer { source in
                // zlib's API lacks const; it does not write through next_in.
                stream.next_in = UnsafeMutablePointer(
                    mutating: source.baseAddress.map { $0 + entry.packed.lowerBound })
                stream.avail_in = UInt32(entry.packed.count)
                stream.next_out = target.baseAddress
                stream.avail_out = UInt32(entry.byteCount + 1)
                status = CZlib.inflate(&stream, Z_FINISH)
            }
            count = entry.byteCount + 1 - Int(stream.avail_out)
        }
        return status == Z_STREAM_END ? contents : nil
    }
}
