extension GatewayClient {
    /// The scan as it stands when it is over, or at `deadline`.
    func scan(_ id: String, until deadline: ContinuousClock.Instant) async throws -> ScanAnswer {
        while true {
            let answer = try ScanAnswer(try await get(Self.path(["scans", id])).checked())
            if answer.isOver || ContinuousClock.now >= deadline { return answer }
            try await Task.sleep(for: .milliseconds(200))
        }
    }
}
