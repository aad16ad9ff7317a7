import Compression
import Engine
import FoundationEssentials
import JSON
import Testing

@Suite("Reports as people upload them")
struct UploadTests {
    private static let text = Reports.sarif(results: [Reports.result("R1", ["message": ["text": "A flaw."]])])
        .canonicalText
    private static let plain = Array(text.utf8)

    private func problem(_ bytes: [UInt8], format: String = "auto") -> ReportProblem? {
        var reader = ReportReader()
        do {
            _ = try reader.document(of: bytes, format: format)
            return nil
        } catch {
            return error
        }
    }

    private static func base64(_ bytes: [UInt8]) -> String { Data(bytes).base64EncodedString() }

    private static func wrapped(_ contents: [UInt8]) -> [UInt8] {
        Array(#"{"commit_sha": "4b6472", "ref": "refs/heads/main", "sarif": "\#(base64(contents))"}"#.utf8)
    }

    static let wrappings: [(String, [UInt8])] = [
        ("base64", Array(base64(plain).utf8)),
        ("base64 in lines", Array((base64(plain).prefix(76) + "\r\n" + base64(plain).dropFirst(76) + "\n").utf8)),
        ("base64 of gzip", Array(base64(Gzip.deflate(plain)).utf8)), ("GitHub's request", wrapped(Gzip.deflate(plain))),
        ("GitHub's request without gzip", wrapped(plain)), ("gzip", Gzip.deflate(plain)),
        ("gzip of GitHub's request", Gzip.deflate(wrapped(Gzip.deflate(plain)))),
        ("gzip of UTF-16", Gzip.deflate([0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] })),
        ("ZIP", ZIPArchive.holding([("report.sarif", plain)])),
        ("ZIP with by-products", ZIPArchive.holding([("__MACOSX/._a", [1]), ("a", plain), ("b/.DS_Store", [0])])),
        ("ZIP with gzip", ZIPArchive.holding([("report.sarif.gz", Gzip.deflate(plain))])),
    ]

    @Test("Whatever a report is packed in, it says the same", arguments: wrappings)
    func same(name: String, bytes: [UInt8]) throws {
        var reader = ReportReader()
        let expected = try reader.document(of: Self.plain)
        #expect(try reader.document(of: bytes) == expected)
        #expect(try reader.document(of: bytes, format: "sarif") == expected)
    }

    @Test("The reports of a ZIP file are one document, as well covered as the worst of them")
    func several() throws {
        var reader = ReportReader()
        let other = Reports.sarif(results: [Reports.result("R2")]).canonical
        let files = ZIPArchive.holding([("b", other), ("a", Self.plain)])
        let document = try reader.document(of: files)
        #expect(document.findings.flatMap(\.ids).sorted() == ["R1", "R2"])
        #expect(document.state == .checked && document.format == "sarif-2.1.0")
        let withEmpty = try reader.document(of: ZIPArchive.holding([("a", Self.plain), ("b", [])]))
        #expect(withEmpty.state == .notChecked && withEmpty.findings.count == 1)
    }

    @Test("Whole reports one after another or in a list are one document", arguments: ["auto", "sarif"])
    func list(format: String) throws {
        var reader = ReportReader()
        let other = Reports.sarif(results: [Reports.result("R2")]).canonicalText
        for text in ["\(Self.text)\n\(other)", "[\(Self.text),\(other)]"] {
            let document = try reader.document(of: Array(text.utf8), format: format)
            #expect(document.findings.flatMap(\.ids).sorted() == ["R1", "R2"])
        }
        let broken = problem(Array("[\(Self.text),{\"version\":\"2.1.0\",\"runs\":[{}]}]".utf8), format: format)
        #expect(broken?.location == "/1/runs/0/tool/driver")
        #expect(problem(Array("[\(Self.text),{}]".utf8), format: format) != nil)
    }

    @Test("A ZIP file of which one file cannot be read is refused with that file's name")
    func unreadableMember() {
        let problem = problem(ZIPArchive.holding([("a.sarif", Self.plain), ("notes.txt", Array("hello".utf8))]))
        #expect(problem?.code == .notJSON)
        #expect(problem?.message.hasPrefix("notes.txt: ") == true)
        #expect(self.problem(ZIPArchive.holding([]))?.code == .empty)
        #expect(self.problem(ZIPArchive.holding([("a/", [])]))?.code == .empty)
        let nested = ZIPArchive.holding([("inner.zip", ZIPArchive.holding([("a", Self.plain)]))])
        #expect(self.problem(nested)?.code == .wrongShape)
    }

    @Test("What is packed without end, damaged or much larger inside is refused")
    func hostile() {
        var packed = Self.plain
        for _ in 0..<5 { packed = Gzip.deflate(packed) }
        #expect(problem(packed)?.code == .wrongShape)
        #expect(problem(Array(Gzip.deflate(Self.plain).dropLast(9)))?.code == .damagedArchive)
        #expect(problem(Array(ZIPArchive.holding([("a", Self.plain)]).dropLast(30)))?.code == .damagedArchive)
        let bomb = Gzip.deflate([UInt8](repeating: 0x20, count: 65 << 20))
        #expect(problem(bomb)?.code == .tooLarge)
        #expect(problem(Self.wrapped(bomb))?.code == .tooLarge)
        #expect(problem(ZIPArchive.holding([("a", bomb)]))?.code == .tooLarge)
        let field = problem(Array(#"{"sarif": "not base 64!"}"#.utf8))
        #expect(field?.code == .wrongEncoding && field?.location == "/sarif")
    }

    @Test("Latin-1 and Windows-1252 are read, damaged UTF-8 is refused with its place")
    func singleByte() throws {
        var reader = ReportReader()
        let text = Reports.sarif(results: [Reports.result("R1", ["message": ["text": "Größe – 5 €"]])]).canonicalText
        let table: [Character: UInt8] = ["ö": 0xF6, "ß": 0xDF, "–": 0x96, "€": 0x80]
        let bytes = text.flatMap { table[$0].map { [$0] } ?? Array($0.utf8) }
        #expect(try reader.document(of: bytes) == reader.document(of: Array(text.utf8)))
        #expect(try reader.document(of: bytes + bytes) == reader.document(of: bytes), "two logs one after another")
        let damaged = Array(text.utf8).filter { $0 != 0xC3 }
        #expect(problem(damaged)?.code == .wrongEncoding)
        #expect(problem([0x7B, 0x22, 0x81, 0x22, 0x3A, 0x31, 0x7D])?.location == "byte 2")
    }

    @Test("Tables and values in a row may be UTF-16 or have a byte-order mark")
    func marks() throws {
        var reader = ReportReader()
        let table = "Title,Severity\nA flaw,High\n"
        let values = "{\"template-id\":\"x\",\"info\":{\"severity\":\"low\",\"name\":\"n\"},\"host\":\"h\"}\n"
        for text in [table, values + values] {
            let expected = try reader.document(of: Array(text.utf8))
            let little = text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
            #expect(try reader.document(of: [0xFF, 0xFE] + little) == expected)
            #expect(try reader.document(of: [0xEF, 0xBB, 0xBF] + text.utf8) == expected)
        }
    }
}
