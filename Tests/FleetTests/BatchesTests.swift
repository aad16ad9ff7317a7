import Testing

@testable import Fleet

@Suite("What is read at once")
struct BatchesTests {
    private static let lanes = (0..<3).map { Lane(shard: 0, stage: .normalize, jobClass: .live, number: $0) }

    private static func entries(_ counts: [Int]) -> [PulledEntry] {
        zip(lanes, counts).flatMap { lane, count in
            (0..<count).map { PulledEntry(id: "\(lane.number)-\($0)", isAlone: false, lane: lane, message: []) }
        }
    }

    @Test(
        "runs a flood's jobs apart from those of lanes that had little",
        arguments: [
            ([], []),
            ([3], [3]),
            ([90], [90]),
            ([3, 8, 1], [12]),
            ([1, 90, 2], [3, 90]),
            ([60, 40], [100]),
            ([60, 60], [100, 20]),
            ([5, 100, 100], [5, 100, 100]),
        ])
    func parts(counts: [Int], expected: [Int]) {
        let entries = Self.entries(counts)
        let batches = entries.batches(of: 100)
        #expect(batches.map(\.count) == expected)
        #expect(Set(batches.joined().map(\.id)) == Set(entries.map(\.id)))
    }

    @Test(
        "is settled by calls of at most 256 entries and messages, and none is left out",
        arguments: [
            ([], []), (Array(repeating: 1, count: 300), [256, 44]), ([200, 200, 1], [1, 2]), ([1, 900, 1], [1, 1, 1]),
        ])
    func settlement(messages: [Int], expected: [Int]) {
        let lane = Self.lanes[0]
        let endings = messages.enumerated().map { index, count -> (PulledEntry, Ending) in
            let handoffs = (0..<count).map { Handoff(stage: .enrich, message: TestFleet.message("m\($0)")) }
            return (
                PulledEntry(id: "\(index)-0", isAlone: false, lane: lane, message: []),
                .handedOff(handoffs, from: "job")
            )
        }
        let calls = SettleCalls(endings, lanes: LaneTable(ShardMap()))
        #expect(calls.entries.map(\.count) == expected)
        #expect(calls.entries.joined().map(\.id) == endings.map(\.0.id))
    }
}
