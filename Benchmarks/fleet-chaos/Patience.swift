/// Waiting for something to become true.
enum Patience {
    /// Asks every 50 ms; throws a sentence with `what` when it does not become true within `limit`.
    static func wait(
        for what: String, upTo limit: Duration, _ condition: () async throws -> Bool
    ) async throws {
        let deadline = ContinuousClock.now + limit
        while try await !condition() {
            guard ContinuousClock.now < deadline else { throw ChaosError("waited \(limit) for \(what) in vain") }
            try await Task.sleep(for: .milliseconds(50))
        }
    }
}
