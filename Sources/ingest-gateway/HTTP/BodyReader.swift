import BlockingIO
import Engine
import Hummingbird

/// The connection ended or broke while a body was read.
struct BodyInterrupted: Error {
    let cause: any Error
}

/// Reads bodies within their limits: none larger than `limit` decompressed, none longer on its way than `seconds`, all
/// together within the budget.
struct BodyReader: Sendable {
    /// Looking at up to this many bytes takes less time than a hop to another thread is worth.
    private static let inlineLimit = 256 * 1024
    /// The most memory that is laid out for a body by what it announces.
    private static let reservedLimit = 256 * 1024

    let budget: ReceivingLimit
    let limit: Int
    let seconds: Int
    private let bench = Workbench()

    init(limit: Int, seconds: Int, budget: ReceivingLimit) {
        self.limit = limit
        self.seconds = seconds
        self.budget = budget
    }

    /// Lends the body of `request` to `use` and gives its bytes back to the budget afterwards.
    func withBody<Result: Sendable>(
        of request: Request, limit: Int? = nil, _ use: (ReceivedBody) async throws -> Result
    ) async throws -> Result {
        let held = HeldBytes(of: budget)
        defer { held.giveBack() }
        return try await use(try await receive(request, limit: min(limit ?? self.limit, self.limit), held))
    }

    private func receive(_ request: Request, limit: Int, _ held: HeldBytes) async throws -> ReceivedBody {
        let isNamedGzip = try Self.isGzip(encoding: request.headers[.contentEncoding])
        let bytes = try await collect(request, limit: limit, held)
        let boundary = request.headers[.contentType].flatMap { MultipartBody.boundary(inContentType: $0) }
        let form = BodyForm(boundary: boundary, isNamedGzip: isNamedGzip, limit: limit)
        guard bytes.count > Self.inlineLimit || form.isPacked(bytes) else { return try form.body(bytes) }
        return try await bench.body(bytes, form)
    }

    /// The whole body, or a problem once it has been on its way for too long: whoever sends a byte now and then would
    /// hold what it sent for ever.
    private func collect(_ request: Request, limit: Int, _ held: HeldBytes) async throws -> [UInt8] {
        let announced = request.headers[.contentLength].flatMap { Int($0) } ?? 0
        guard announced <= limit else { throw Self.tooLarge(limit) }
        let (body, seconds) = (request.body, seconds)
        do {
            return try await withThrowingTaskGroup(of: [UInt8].self) { group in
                defer { group.cancelAll() }
                group.addTask { try await Self.bytes(of: body, announced: announced, limit: limit, held) }
                group.addTask {
                    try await Task.sleep(for: .seconds(seconds))
                    throw Self.late(seconds)
                }
                guard let bytes = try await group.next() else { throw CancellationError() }
                return bytes
            }
        } catch let problem as Problem {
            throw problem
        } catch {
            throw BodyInterrupted(cause: error)
        }
    }

    /// Only bytes that came are taken from the budget: announcing many costs nothing and must shut nobody out.
    private static func bytes(
        of body: RequestBody, announced: Int, limit: Int, _ held: HeldBytes
    ) async throws -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(min(max(announced, 0), reservedLimit))
        for try await chunk in body {
            guard bytes.count + chunk.readableBytes <= limit else { throw tooLarge(limit) }
            try held.take(chunk.readableBytes)
            chunk.withUnsafeReadableBytes { bytes.append(contentsOf: $0) }
        }
        // A cancelled body ends as a whole one does.
        try Task.checkCancellation()
        return bytes
    }

    private static func isGzip(encoding: String?) throws(Problem) -> Bool {
        switch encoding?.lowercased() {
        case nil, "identity": return false
        case "gzip", "x-gzip": return true
        case .some(let other):
            throw Problem(.unsupportedEncoding, "the content encoding \"\(other)\" is not read; send gzip or none")
        }
    }

    private static func late(_ seconds: Int) -> Problem {
        var problem = Problem(
            .bodyTimeout,
            "the body did not arrive within \(seconds) seconds; send it again, or raise FIXOPS_BODY_SECONDS")
        problem.headers[.connection] = "close"
        return problem
    }

    static func tooLarge(_ limit: Int) -> Problem {
        Problem(.tooLarge, "the report is larger than \(limit) bytes; split it, or raise FIXOPS_BODY_LIMIT")
    }
}

/// Does long work on bytes on a thread of its own: one body at a time, so that one at most stands there unpacked.
private actor Workbench {
    private let thread = ConnectionThread(name: "unpack")

    nonisolated var unownedExecutor: UnownedSerialExecutor { thread.asUnownedSerialExecutor() }

    func body(_ bytes: [UInt8], _ form: BodyForm) throws(Problem) -> ReceivedBody { try form.body(bytes) }
}
