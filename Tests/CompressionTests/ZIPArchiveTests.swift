import Testing

@testable import Compression

@Suite("ZIP files")
struct ZIPArchiveTests {
    private static let files: [(name: String, contents: [UInt8])] = [
        ("a/one.json", Array("{}".utf8)), ("empty", []), ("zwei ü", Array(repeating: 7, count: 70_000)),
    ]

    private func open(_ bytes: [UInt8], limit: Int = 1 << 20) -> ArchiveError.Code? {
        do {
            let archive = try ZIPArchive(bytes, limit: limit)
            for entry in archive.entries { _ = try archive.contents(of: entry) }
            return nil
        } catch {
            return error.code
        }
    }

    /// Little-endian `value` at `offset` of a copy.
    private func patched(_ bytes: [UInt8], _ offset: Int, _ value: [UInt8]) -> [UInt8] {
        var bytes = bytes
        bytes.replaceSubrange(offset..<(offset + value.count), with: value)
        return bytes
    }

    /// Python's zipfile wrote it: `a.txt` with 300 times "finding, ", deflated.
    static let deflated: [UInt8] = [
        80, 75, 3, 4, 20, 0, 0, 0, 8, 0, 0, 0, 33, 90, 81, 69, 252, 40, 33, 0, 0, 0, 140, 10, 0, 0, 5, 0, 0, 0,
        97, 46, 116, 120, 116, 75, 203, 204, 75, 201, 204, 75, 215, 81, 72, 27, 101, 140, 50, 70, 25, 163, 140,
        81, 198, 40, 99, 148, 49, 202, 24, 101, 140, 50, 232, 203, 0, 0, 80, 75, 1, 2, 20, 3, 20, 0, 0, 0, 8, 0,
        0, 0, 33, 90, 81, 69, 252, 40, 33, 0, 0, 0, 140, 10, 0, 0, 5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 128, 1,
        0, 0, 0, 0, 97, 46, 116, 120, 116, 80, 75, 5, 6, 0, 0, 0, 0, 1, 0, 1, 0, 51, 0, 0, 0, 68, 0, 0, 0, 0, 0,
    ]

    @Test("What was packed comes back, equal files as equal bytes")
    func roundTrip() throws {
        let bytes = ZIPArchive.holding(Self.files)
        #expect(ZIPArchive.isZIP(bytes) && ZIPArchive.holding(Self.files) == bytes)
        let archive = try ZIPArchive(bytes, limit: 100_000)
        #expect(archive.entries.map(\.name) == Self.files.map(\.name))
        for (entry, file) in zip(archive.entries, Self.files) {
            #expect(try archive.contents(of: entry) == file.contents)
        }
        #expect(archive.byteCount == 70_002)
        #expect(ZIPArchive.isZIP(ZIPArchive.holding([])))
        #expect(try ZIPArchive(ZIPArchive.holding([]), limit: 0).entries.isEmpty)
    }

    @Test("Another program's deflated file is read, also behind a comment")
    func deflatedFile() throws {
        let expected = Array(String(repeating: "finding, ", count: 300).utf8)
        let commented = patched(Self.deflated, Self.deflated.count - 2, [4, 0]) + Array("note".utf8)
        for bytes in [Self.deflated, commented] {
            let archive = try ZIPArchive(bytes, limit: 1 << 20)
            #expect(archive.entries.map(\.name) == ["a.txt"])
            #expect(try archive.contents(of: archive.entries[0]) == expected)
        }
    }

    @Test("A file cut anywhere, or with a byte changed, is refused or says the same: it never traps")
    func damage() throws {
        for length in 0..<Self.deflated.count { #expect(open(Array(Self.deflated[..<length])) != nil) }
        for offset in Self.deflated.indices {
            for bit in 0..<8 { _ = open(patched(Self.deflated, offset, [Self.deflated[offset] ^ 1 << UInt8(bit)])) }
        }
        #expect(open(patched(Self.deflated, 40, [0])) == .corrupt)
    }

    @Test("Bombs are refused by what their directory says, before anything is unpacked")
    func bombs() {
        let directory = 68
        let claim: [UInt8] = [0, 0, 0, 8]  // 128 MiB
        #expect(open(patched(Self.deflated, directory + 24, claim), limit: 1 << 30) == .tooLarge)
        #expect(open(Self.deflated, limit: 2_699) == .tooLarge)
        #expect(open(Self.deflated, limit: 2_700) == nil)
        // A file that is longer or shorter than its directory says is not unpacked beyond it.
        #expect(open(patched(Self.deflated, directory + 24, [0x8B, 0x0A])) == .corrupt)
        let many = ZIPArchive.holding((0...ZIPArchive.entryLimit).map { ("\($0)", []) })
        #expect(open(many) == .tooLarge)
    }

    @Test("Files that share bytes are refused")
    func overlaps() {
        var bytes = ZIPArchive.holding([("a", [1, 2, 3]), ("b", [1, 2, 3])])
        let second = bytes.count - 22 - 47
        bytes.replaceSubrange((second + 42)..<(second + 46), with: [0, 0, 0, 0])
        #expect(open(bytes) == .corrupt)
    }

    @Test("Passwords, several parts and rare methods are refused as what they are")
    func unsupported() {
        let directory = 68
        #expect(open(patched(Self.deflated, directory + 8, [1, 0])) == .unsupported)
        #expect(open(patched(Self.deflated, directory + 10, [14, 0])) == .unsupported)
        #expect(open(patched(Self.deflated, Self.deflated.count - 18, [1, 0])) == .unsupported)
        #expect(open(patched(Self.deflated, Self.deflated.count - 6, [255, 255, 255, 255])) == .unsupported)
    }
}
