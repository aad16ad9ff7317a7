import Testing

@testable import Fleet

@Suite("Which leases are believed")
struct LeaseTrustTests {
    private let start = ContinuousClock.now

    @Test("Only the shard that no heartbeat reaches expires, a lease after the last that did")
    func byShard() {
        var trust = LeaseTrust(shards: 3, lease: .seconds(3), now: start)
        trust.beat(at: start + .seconds(1), unreached: [])
        for second in 2...4 {
            #expect(trust.expired(now: start + .milliseconds(second * 1000 - 1)).isEmpty)
            trust.beat(at: start + .seconds(second), unreached: [1])
        }
        #expect(trust.expired(now: start + .seconds(4)) == [1])
        trust.beat(at: start + .seconds(5), unreached: [])
        #expect(trust.expired(now: start + .seconds(5)).isEmpty)
    }

    @Test("What is held of other shards is not lost with a shard")
    func held() {
        let held = HeldEntries()
        let batches = (0..<2).map { shard in
            let lane = Lane(shard: shard, stage: .score, jobClass: .live, number: 0)
            return held.hold([PulledEntry(id: "1-0", isAlone: false, lane: lane, message: [])])
        }
        #expect(held.loseAll(in: []) == 0)
        #expect(held.loseAll(in: [1]) == 1)
        #expect(held.mayRun(batches[0], .now))
        #expect(!held.mayRun(batches[1], .now))
    }

    @Test("A run over several lanes ends only when its entries are lost in all of them, though two have one id")
    func equalIDs() {
        let held = HeldEntries()
        let lanes = (0..<2).map { Lane(shard: 0, stage: .score, jobClass: .live, number: $0) }
        let batch = held.hold(lanes.map { PulledEntry(id: "1-0", isAlone: false, lane: $0, message: []) })
        #expect(held.lose(["1-0"], in: lanes[0].stream) == 1)
        #expect(held.mayRun(batch, .now))
        #expect(held.lose(["1-0"], in: lanes[1].stream) == 1)
        #expect(!held.mayRun(batch, .now))
    }
}
