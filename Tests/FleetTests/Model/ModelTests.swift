import Testing

@Suite("The fleet as a model", .timeLimit(.minutes(5)))
struct ModelTests {
    /// Some seconds of a debug build.
    static let schedules: UInt64 = 20_000
    /// The rarest mutant is found within a tenth of it.
    static let mutantSchedules: UInt64 = 50_000

    @Test("no schedule of crashes, pauses, cuts and losses of Redis loses, doubles, revives or strands a job")
    func holds() {
        let counterexample = Counterexample(of: nil, seeds: 0..<Self.schedules)
        #expect(counterexample == nil, "\(counterexample.map(\.description) ?? "")")
    }

    @Test("a broken rule is found", arguments: Mutation.allCases)
    func isFound(mutation: Mutation) throws {
        let counterexample = try #require(
            Counterexample(of: mutation, seeds: 0..<Self.mutantSchedules),
            "the checker is blind to \(mutation.rawValue)")
        print("\(mutation.rawValue): \(counterexample)")
        // Without the mutation, the same steps break nothing.
        #expect(counterexample.schedule.violation() == nil)
    }

    @Test("the everyday schedule without disasters ends each scan as its nature says", arguments: Nature.allCases)
    func ends(nature: Nature) {
        var fleet = ModelFleet()
        fleet.apply(.accept(nature))
        fleet.calmDown()
        #expect(fleet.violation == nil)
        let status = fleet.ledger.scans[0].status
        switch nature {
        case .fickle, .flaky, .sound: #expect(status == .decided)
        case .hopeless, .poison, .rejected: #expect(status == .failed)
        }
    }

    @Test("a schedule is the same each time")
    func repeats() {
        #expect(Schedule(seed: 7).steps == Schedule(seed: 7).steps)
        #expect(Schedule(seed: 7).steps != Schedule(seed: 8).steps)
    }
}
