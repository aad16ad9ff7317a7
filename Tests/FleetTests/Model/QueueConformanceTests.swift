import TestSupport
import Testing

@Suite(
    "The model's queue against Redis",
    .enabled(if: TestServices.redisURL != nil, Comment(rawValue: TestServices.hint)), .timeLimit(.minutes(3)))
struct QueueConformanceTests {
    @Test("whatever is done in whatever order, the scripts do what the model does")
    func conforms() async throws {
        let fleet = try TestFleet()
        for seed in UInt64(1)...12 {
            _ = try await fleet.send("FLUSHALL")
            var run = QueueConformance(fleet, seed: seed)
            do {
                for _ in 0..<120 { try await run.step() }
            } catch let difference as QueueConformance.Difference {
                Issue.record("seed \(seed): \(difference)")
                return
            }
        }
    }
}
