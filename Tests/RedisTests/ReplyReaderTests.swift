import Testing

@testable import Redis

@Suite("Replies")
struct ReplyReaderTests {
    static let wire =
        "+OK\r\n:-42\r\n$-1\r\n*-1\r\n$0\r\n\r\n$5\r\na\r\n\u{0}b\r\n*3\r\n:1\r\n*2\r\n$1\r\nx\r\n$-1\r\n*0\r\n-WRONGTYPE no\r\n"

    static let replies: [RedisReply] = [
        .status("OK"), .integer(-42), .null, .null, .bulk([]), .bulk(Array("a\r\n\u{0}b".utf8)),
        .array([.integer(1), .array([.bulk([120]), .null]), .array([])]),
        .error(RedisServerError(line: "WRONGTYPE no")),
    ]

    private func read(_ pieces: [ArraySlice<UInt8>]) throws -> [RedisReply] {
        let reader = ReplyReader()
        var replies: [RedisReply] = []
        for piece in pieces { try piece.withUnsafeBytes { try reader.read($0, into: &replies) } }
        return replies
    }

    @Test("replies are the same wherever the network cuts them in two")
    func splits() throws {
        let bytes = Array(Self.wire.utf8)
        for cut in 0...bytes.count { #expect(try read([bytes[..<cut], bytes[cut...]]) == Self.replies) }
    }

    @Test("replies are the same byte for byte")
    func singleBytes() throws {
        let bytes = Array(Self.wire.utf8)
        #expect(try read(bytes.indices.map { bytes[$0...$0] }) == Self.replies)
    }

    @Test("what is no RESP is a protocol violation", arguments: ["HTTP/1.1 400\r\n", "$x\r\n", ":1x\r\n"])
    func violation(text: String) {
        #expect {
            try read([Array(text.utf8)[...]])
        } throws: { error in
            if case RedisError.protocolViolation = error { true } else { false }
        }
    }
}
