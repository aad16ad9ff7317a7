/// Why a request was not served.
public enum BatcherError: CustomStringConvertible, Error, Hashable, Sendable {
    /// As many requests as allowed are waiting.
    case full
    /// The batch gave another number of responses than it was given requests.
    case miscounted

    public var description: String {
        switch self {
        case .full: "too many requests are waiting"
        case .miscounted: "a batch answered with the wrong number of responses"
        }
    }
}

/// Gathers concurrent requests into batches: what arrives while one batch runs is the next one. Nobody waits for company.
public actor Batcher<Request: Sendable, Response: Sendable> {
    private struct Waiter {
        let request: Request
        let continuation: CheckedContinuation<Response, any Error>
    }

    private let limit: Int
    private let bound: Int
    private let perform: @Sendable ([Request]) async throws -> [Response]
    private let lanes: Int
    private var waiting: [Waiter] = []
    private var running = 0

    /// At most `limit` requests a batch, `lanes` batches at a time, and `pending` requests waiting; more are refused.
    public init(
        limit: Int, pending: Int, lanes: Int = 1, perform: @escaping @Sendable ([Request]) async throws -> [Response]
    ) {
        self.limit = limit
        bound = pending
        self.lanes = lanes
        self.perform = perform
    }

    /// Waits for `request`'s response. Throws `BatcherError.full` at the bound, or what its batch threw.
    public func submit(_ request: Request) async throws -> Response {
        guard waiting.count < bound else { throw BatcherError.full }
        return try await withCheckedThrowingContinuation { continuation in
            waiting.append(Waiter(request: request, continuation: continuation))
            startIfIdle()
        }
    }

    private func startIfIdle() {
        guard running < lanes, !waiting.isEmpty else { return }
        running += 1
        // Its own task, because a batch serves many callers and must outlive each of them.
        Task { await drain() }
    }

    private func drain() async {
        while !waiting.isEmpty {
            let batch = Array(waiting.prefix(limit))
            waiting.removeFirst(batch.count)
            await serve(batch)
        }
        running -= 1
    }

    private func serve(_ batch: [Waiter]) async {
        do {
            let responses = try await perform(batch.map(\.request))
            guard responses.count == batch.count else { throw BatcherError.miscounted }
            for (waiter, response) in zip(batch, responses) { waiter.continuation.resume(returning: response) }
        } catch {
            for waiter in batch { waiter.continuation.resume(throwing: error) }
        }
    }
}
