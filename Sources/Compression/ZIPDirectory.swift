/// The list of files at a ZIP file's end (APPNOTE 4.3.12 and 4.3.16).
struct ZIPDirectory {
    private static let endSize = 22
    private static let fileSize = 46
    private static let localSize = 30

    private let bytes: [UInt8]

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    func entries() throws(ArchiveError) -> [ZIPArchive.Entry] {
        let end = try endRecord()
        let count = Int(word(end + 10))
        guard word(end + 4) == 0, word(end + 8) == word(end + 10), count != 0xFFFF, long(end + 16) != 0xFFFF_FFFF else {
            throw ArchiveError(.unsupported, "a ZIP file in several parts or in ZIP64 is not read; pack it anew")
        }
        guard count <= ZIPArchive.entryLimit else {
            throw ArchiveError(.tooLarge, "the ZIP file holds more than \(ZIPArchive.entryLimit) files")
        }
        var entries: [ZIPArchive.Entry] = []
        var at = Int(long(end + 16))
        for _ in 0..<count {
            guard at + Self.fileSize <= end, long(at) == 0x0201_4B50 else { throw damaged }
            entries.append(try entry(at, before: end))
            at += Self.fileSize + Int(word(at + 28)) + Int(word(at + 30)) + Int(word(at + 32))
        }
        guard at == end else { throw damaged }
        return entries
    }

    /// Where the end record stands: its comment ends the file.
    private func endRecord() throws(ArchiveError) -> Int {
        var at = bytes.count - Self.endSize
        let first = max(0, at - 0xFFFF)
        while at >= first {
            if long(at) == 0x0605_4B50, at + Self.endSize + Int(word(at + 20)) == bytes.count { return at }
            at -= 1
        }
        throw ArchiveError(.corrupt, "the ZIP file is cut off: it has no directory")
    }

    private func entry(_ at: Int, before end: Int) throws(ArchiveError) -> ZIPArchive.Entry {
        let nameEnd = at + Self.fileSize + Int(word(at + 28))
        guard nameEnd <= end else { throw damaged }
        let name = String(decoding: bytes[(at + Self.fileSize)..<nameEnd], as: UTF8.self)
        guard word(at + 8) & 1 == 0 else {
            throw ArchiveError(.unsupported, "\(name) is encrypted in the ZIP file")
        }
        guard word(at + 10) == 0 || word(at + 10) == 8 else {
            throw ArchiveError(.unsupported, "\(name) is packed by a method that is not read; use deflate")
        }
        return ZIPArchive.Entry(
            name: name, byteCount: Int(long(at + 24)), checksum: long(at + 16), isDeflated: word(at + 10) == 8,
            packed: try data(of: Int(long(at + 42)), count: Int(long(at + 20)), before: end))
    }

    /// Where a file's data are: behind its own header, whose name and extra field may differ from the directory's.
    private func data(of local: Int, count: Int, before end: Int) throws(ArchiveError) -> Range<Int> {
        guard local + Self.localSize <= end, long(local) == 0x0403_4B50 else { throw damaged }
        let start = local + Self.localSize + Int(word(local + 26)) + Int(word(local + 28))
        guard start + count <= end else { throw damaged }
        return start..<(start + count)
    }

    private var damaged: ArchiveError { ArchiveError(.corrupt, "the ZIP file's directory is damaged") }

    private func word(_ at: Int) -> UInt16 { UInt16(bytes[at]) | UInt16(bytes[at + 1]) << 8 }

    private func long(_ at: Int) -> UInt32 { UInt32(word(at)) | UInt32(word(at + 2)) << 16 }
}
