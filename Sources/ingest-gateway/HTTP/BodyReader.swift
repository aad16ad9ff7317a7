import BlockingIO
import Compression
import Hashing
import Hummingbird

/// A body as it came, with what was found in it.
struct ReceivedBody: Sendable {
    let given: [UInt8]
    let isCompressed: Bool
    /// The decompressed size.
    let byteCount: Int
    /// Of the decompressed bytes.
    let digest: Digest
}

/// The connection ended or broke while a body was read.
struct BodyInterrupted: Error {
    let cause: any Error
}

/// Reads bodies within their limits: none larger than `limit` decompressed, all together within the budget.
struct BodyReader: Sendable {
    /// Hashing up to this many bytes takes less time than a hop to another thread is worth.
    private static let inlineLimit = 256 * 1024

    let budget: ByteBudget
    let limit: Int
    private let decompressor = Decompressor()

    init(limit: Int, budget: ByteBudget) {
        self.limit = limit
        self.budget = budget
    }

    /// Lends the body of `request` to `use` and gives its bytes back to the budget afterwards.
    func withBody<Result: Sendable>(
        of request: Request, limit: Int? = nil, _ use: (ReceivedBody) async throws -> Result
    ) async throws -> Result {
        var held = 0
        defer { budget.give(back: held) }
        return try await use(try await receive(request, limit: min(limit ?? self.limit, self.limit), held: &held))
    }

    private func receive(_ request: Request, limit: Int, held: inout Int) async throws -> ReceivedBody {
        let isNamedGzip = try Self.isGzip(encoding: request.headers[.contentEncoding])
        let bytes = try await collect(request, limit: limit, held: &held)
        guard !bytes.isEmpty, isNamedGzip || Gzip.isGzip(bytes) else {
            let digest = bytes.count <= Self.inlineLimit ? Digest(of: bytes) : await decompressor.digest(of: bytes)
            return ReceivedBody(given: bytes, isCompressed: false, byteCount: bytes.count, digest: digest)
        }
        let (count, digest) = try await decompressor.inspect(bytes, limit: limit)
        return ReceivedBody(given: bytes, isCompressed: true, byteCount: count, digest: digest)
    }

    private func collect(_ request: Request, limit: Int, held: inout Int) async throws -> [UInt8] {
        var bytes: [UInt8] = []
        if let announced = request.headers[.contentLength].flatMap({ Int($0) }) {
            guard announced <= limit else { throw Self.tooLarge(limit) }
            try hold(max(announced, 0), &held)
            bytes.reserveCapacity(max(announced, 0))
        }
        do {
            for try await chunk in request.body {
                let size = bytes.count + chunk.readableBytes
                guard size <= limit else { throw Self.tooLarge(limit) }
                if size > held { try hold(size - held, &held) }
                chunk.withUnsafeReadableBytes { bytes.append(contentsOf: $0) }
            }
        } catch let problem as Problem {
            throw problem
        } catch {
            throw BodyInterrupted(cause: error)
        }
        return bytes
    }

    private func hold(_ count: Int, _ held: inout Int) throws(Problem) {
        try budget.take(count)
        held += count
    }

    private static func isGzip(encoding: String?) throws(Problem) -> Bool {
        switch encoding?.lowercased() {
        case nil, "identity": return false
        case "gzip", "x-gzip": return true
        case .some(let other):
            throw Problem(.unsupportedEncoding, "the content encoding \"\(other)\" is not read; send gzip or none")
        }
    }

    fileprivate static func tooLarge(_ limit: Int) -> Problem {
        Problem(.tooLarge, "the report is larger than \(limit) bytes; split it, or raise FIXOPS_BODY_LIMIT")
    }
}

/// Does long work on bytes on a thread of its own: one body at a time, so that one at most stands there decompressed.
private actor Decompressor {
    private let thread = ConnectionThread(name: "inflate")

    nonisolated var unownedExecutor: UnownedSerialExecutor { thread.asUnownedSerialExecutor() }

    func digest(of bytes: [UInt8]) -> Digest { Digest(of: bytes) }

    /// The size and the digest of what `bytes` decompress to.
    func inspect(_ bytes: [UInt8], limit: Int) throws(Problem) -> (Int, Digest) {
        do throws(CompressionError) {
            let plain = try Gzip.inflate(bytes, limit: limit)
            return (plain.count, Digest(of: plain))
        } catch {
            if case .tooLarge = error { throw BodyReader.tooLarge(limit) }
            throw Problem(.badRequest, "the body says it is gzip and cannot be decompressed: \(error)")
        }
    }
}
