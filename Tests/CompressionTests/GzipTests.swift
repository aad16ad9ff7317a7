import Compression
import Testing

@Suite("Gzip")
struct GzipTests {
    private func inflate(_ bytes: [UInt8], limit: Int = 1 << 20) -> Result<[UInt8], CompressionError> {
        do {
            return .success(try Gzip.inflate(bytes, limit: limit))
        } catch {
            return .failure(error)
        }
    }

    private static let text = Array(String(repeating: "finding, job, stage, outcome. ", count: 400).utf8)

    @Test("What was compressed comes back", arguments: [0, 1, 63, 12_000, 300_000, 700_000])
    func roundTrip(count: Int) {
        let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 11) }
        let packed = Gzip.deflate(bytes)
        #expect(Gzip.isGzip(packed))
        #expect(inflate(packed) == .success(bytes))
    }

    @Test("Members one after another are one text, padding of NULs is passed over")
    func members() {
        let packed = Gzip.deflate(Array("one,".utf8)) + Gzip.deflate([]) + Gzip.deflate(Self.text)
        #expect(inflate(packed) == .success(Array("one,".utf8) + Self.text))
        #expect(inflate(packed + [0, 0, 0, 0]) == .success(Array("one,".utf8) + Self.text))
    }

    @Test("A file cut anywhere is truncated")
    func truncated() {
        let packed = Gzip.deflate(Self.text)
        for length in 0..<packed.count { #expect(inflate(Array(packed[..<length])) == .failure(.truncated)) }
    }

    @Test("Damage and foreign bytes are corrupt")
    func corrupt() {
        var packed = Gzip.deflate(Self.text)
        packed[packed.count - 6] ^= 1  // the checksum
        #expect(inflate(packed) == .failure(.corrupt))
        #expect(inflate(Array("plain text".utf8)) == .failure(.corrupt))
        #expect(inflate(Gzip.deflate(Self.text) + Array("tail".utf8)) == .failure(.corrupt))
    }

    @Test("A bomb stops at the limit; exactly the limit is allowed")
    func bomb() {
        let zeros = [UInt8](repeating: 0, count: 8 << 20)
        let packed = Gzip.deflate(zeros)
        #expect(packed.count < 10_000)
        #expect(inflate(packed, limit: 1 << 20) == .failure(.tooLarge(limit: 1 << 20)))
        #expect(inflate(packed + packed, limit: 12 << 20) == .failure(.tooLarge(limit: 12 << 20)))
        #expect(inflate(packed, limit: 8 << 20) == .success(zeros))
        #expect(inflate(packed, limit: (8 << 20) - 1) == .failure(.tooLarge(limit: (8 << 20) - 1)))
    }
}
