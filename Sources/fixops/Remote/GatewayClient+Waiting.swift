extension GatewayClient {
    /// The scan as it stands when it is over, or at `deadline`. Once the gateway has answered, it may be away for a while:
    /// it is asked again until the deadline.
    func scan(_ id: String, until deadline: ContinuousClock.Instant) async throws -> ScanAnswer {
        var answer = try await scan(id)
        while !answer.isOver, ContinuousClock.now < deadline {
            try await Task.sleep(for: .milliseconds(200))
            do {
                answer = try await scan(id)
            } catch let failure as CommandFailure where failure.isTransient {
                continue
            }
        }
        return answer
    }

    private func scan(_ id: String) async throws -> ScanAnswer {
        try ScanAnswer(try await get(Self.path(["scans", id])).checked())
    }
}
