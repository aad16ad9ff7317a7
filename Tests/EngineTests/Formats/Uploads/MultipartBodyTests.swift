import Compression
import Engine
import Testing

@Suite("Multipart bodies")
struct MultipartBodyTests {
    private func body(_ parts: [(headers: String, contents: String)], boundary: String = "XyZ") -> [UInt8] {
        let text = parts.map { "--\(boundary)\r\n\($0.headers)\r\n\r\n\($0.contents)\r\n" }.joined()
        return Array("\(text)--\(boundary)--\r\n".utf8)
    }

    private func file(_ name: String, field: String = "report") -> String {
        "Content-Disposition: form-data; name=\"\(field)\"; filename=\"\(name)\"\r\nContent-Type: application/json"
    }

    private func problem(_ body: [UInt8], boundary: String = "XyZ") -> ReportProblem.Code? {
        do {
            _ = try MultipartBody.report(in: body, boundary: boundary)
            return nil
        } catch {
            return error.code
        }
    }

    @Test(
        "The boundary is found in any spelling of the header",
        arguments: [
            ("multipart/form-data; boundary=XyZ", "XyZ" as String?), ("Multipart/Form-Data;Boundary=\"XyZ\"", "XyZ"),
            ("multipart/form-data; charset=utf-8; boundary=--a-b", "--a-b"), ("multipart/form-data", ""),
            ("application/json", nil), ("multipart/mixed; boundary=a", nil), ("", nil),
        ])
    func boundaries(header: String, expected: String?) {
        #expect(MultipartBody.boundary(inContentType: header) == expected)
    }

    @Test("One file is its bytes, line ends, dashes and all")
    func oneFile() throws {
        let contents = "\r\n--Xy\r\n--\r\n{}\r\n"
        #expect(try MultipartBody.report(in: body([(file("a"), contents)]), boundary: "XyZ") == Array(contents.utf8))
        let field = body([("content-disposition: form-data; name=sarif", "{}")])
        #expect(try MultipartBody.report(in: field, boundary: "XyZ") == Array("{}".utf8))
        let unused = body([(file(""), ""), (file("a"), "{}")])
        #expect(try MultipartBody.report(in: unused, boundary: "XyZ") == Array("{}".utf8))
        let packed = body([(file("a") + "\r\nContent-Transfer-Encoding: base64", "e30=\r\n")])
        #expect(try MultipartBody.report(in: packed, boundary: "XyZ") == Array("{}".utf8))
    }

    @Test("Several files are a ZIP file, the same whatever their order and the boundary")
    func severalFiles() throws {
        let files = [(file("b.json"), "[2]"), (file("../a/../b", field: "x"), "[1]")]
        let report = try MultipartBody.report(in: body(files), boundary: "XyZ")
        #expect(try MultipartBody.report(in: body(files.reversed(), boundary: "q"), boundary: "q") == report)
        let archive = try ZIPArchive(report, limit: 100)
        #expect(archive.entries.map(\.name) == [".._a_.._b", "b.json"])
        #expect(try archive.entries.map { try archive.contents(of: $0) } == [Array("[1]".utf8), Array("[2]".utf8)])
    }

    @Test("What nobody would read is refused")
    func refused() {
        let field = ("Content-Disposition: form-data; name=\"service\"", "shop")
        #expect(problem(body([(file("a"), "{}"), field])) == .wrongShape)
        #expect(problem(body([("Content-Type: text/plain", "{}")])) == .wrongShape)
        #expect(problem(body([(file("a") + "\r\nContent-Transfer-Encoding: base64", "!")])) == .wrongEncoding)
        #expect(problem(body([(file("a") + "\r\nContent-Transfer-Encoding: x-uuencode", "!")])) == .wrongEncoding)
        #expect(problem(body([])) == .empty)
        #expect(problem(body([(file(""), "")])) == .empty)
        #expect(problem(body([(file("a"), "{}")]), boundary: "other") == .truncated)
        #expect(problem(body([(file("a"), "{}")]), boundary: "") == .wrongShape)
        let many = (0...MultipartBody.partLimit).map { (file("\($0)"), "{}") }
        #expect(problem(body(many)) == .tooLarge)
    }

    @Test("A body cut anywhere is refused")
    func cut() {
        let whole = body([(file("a"), "{\"a\": 1}"), (file("b"), "")])
        for length in 0..<(whole.count - 4) { #expect(problem(Array(whole[..<length])) != nil, "\(length)") }
        #expect(problem(Array("--XyZ\r\n--XyZ\r\n--XyZ--".utf8)) != nil)
    }
}
