/// Admits work by the bytes that it will hold, in the order of asking, so that documents never fill the memory.
public actor ByteBudget {
    private struct Waiter {
        let bytes: Int
        let continuation: CheckedContinuation<Void, Never>
    }

    private let limit: Int
    private var used = 0
    /// At most one for each batch that runs in the process.
    private var waiting: [Waiter] = []

    public init(limit: Int) {
        precondition(limit > 0, "a budget has a byte")
        self.limit = limit
    }

    /// Runs `body` once `bytes` are free. Work larger than the whole budget runs alone.
    public func holding<Result: Sendable>(
        _ bytes: Int, _ body: @Sendable () async throws -> Result
    ) async rethrows -> Result {
        let share = min(bytes, limit)
        await take(share)
        defer { giveBack(share) }
        return try await body()
    }

    private func take(_ bytes: Int) async {
        guard !waiting.isEmpty || used + bytes > limit else {
            used += bytes
            return
        }
        await withCheckedContinuation { waiting.append(Waiter(bytes: bytes, continuation: $0)) }
    }

    private func giveBack(_ bytes: Int) {
        used -= bytes
        while let next = waiting.first, used + next.bytes <= limit {
            waiting.removeFirst()
            used += next.bytes
            next.continuation.resume()
        }
    }
}
