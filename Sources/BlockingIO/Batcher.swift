/// Gathers concurrent requests into batches: what arrives while one batch runs is the next one. Nobody waits for company.
///
/// A request whose task is cancelled is served all the same, because its batch may be on its way.
public actor Batcher<Request: Sendable, Response: Sendable> {
    private struct Waiter {
        let request: Request
        let continuation: CheckedContinuation<Response, any Error>
    }

    private let bound: Int
    private let lanes: Int
    private let limit: Int
    private let perform: @concurrent @Sendable ([Request]) async throws -> [Response]
    private var running = 0
    /// The first of `waiting` that no batch has taken.
    private var next = 0
    private var waiting: [Waiter] = []

    /// At most `limit` requests a batch, `lanes` batches at a time, and `pending` requests waiting; more are refused.
    public init(
        limit: Int, pending: Int, lanes: Int = 1,
        perform: @escaping @concurrent @Sendable ([Request]) async throws -> [Response]
    ) {
        precondition(limit > 0 && pending > 0 && lanes > 0, "a batcher takes at least one request")
        bound = pending
        self.lanes = lanes
        self.limit = limit
        self.perform = perform
    }

    /// Waits for `request`'s response. Throws `BatcherError.full` at the bound, or what its batch threw.
    public func submit(_ request: Request) async throws -> Response {
        guard waitingCount < bound else { throw BatcherError.full }
        return try await withCheckedThrowingContinuation { continuation in
            waiting.append(Waiter(request: request, continuation: continuation))
            startIfIdle()
        }
    }

    /// How many requests no batch has taken yet.
    public var waitingCount: Int { waiting.count - next }

    private func startIfIdle() {
        guard running < lanes else { return }
        running += 1
        // Its own task, because a batch serves many callers and must outlive each of them.
        Task { await drain() }
    }

    private func drain() async {
        while let batch = takeBatch() { await serve(batch) }
        running -= 1
    }

    /// Takes from the front; what is taken is dropped in one go when nothing is left or it is the greater part.
    private func takeBatch() -> [Waiter]? {
        guard next < waiting.count else { return nil }
        let end = min(next + limit, waiting.count)
        let batch = Array(waiting[next..<end])
        next = end
        if next == waiting.count {
            waiting.removeAll(keepingCapacity: true)
            next = 0
        } else if next > waiting.count / 2 {
            waiting.removeFirst(next)
            next = 0
        }
        return batch
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
