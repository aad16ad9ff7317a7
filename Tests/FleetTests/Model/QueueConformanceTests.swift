import TestSupport
import Testing

@Suite(
    "The model's queue against Redis",
    .enabled(if: TestServices.redisURL != nil, Comment(rawValue: TestServices.hint)), .timeLimit(.minutes(3)))
struct QueueConformanceTests {
    @Test("whatever is done in whatever order, the scripts do what the model does")
    func conforms() async throws {
        let difference = try await Self.difference(seeds: 1...12, mutation: nil)
        #expect(difference == nil, "\(difference ?? "")")
    }

    @Test(
        "a model with a broken rule is told from the scripts",
        arguments: [
            Mutation.deathsCountedInCompany, .deathsForgotten, .jobKeyDeletedAtHandOff, .leaseWithoutOwnerCheck,
            .settlementWithoutGate, .trimByLength,
        ])
    func sees(mutation: Mutation) async throws {
        #expect(try await Self.difference(seeds: 1...30, mutation: mutation) != nil)
    }

    /// The first difference that the seeds' operations show.
    private static func difference(seeds: ClosedRange<UInt64>, mutation: Mutation?) async throws -> String? {
        let fleet = try TestFleet()
        for seed in seeds {
            _ = try await fleet.send("FLUSHALL")
            var run = QueueConformance(fleet, seed: seed, mutation: mutation)
            do {
                for _ in 0..<120 { try await run.step() }
            } catch let difference as QueueConformance.Difference {
                return "seed \(seed): \(difference)"
            }
        }
        return nil
    }
}
