import Testing

@testable import Fleet

@Suite("Deficit round robin")
struct DeficitRoundRobinTests {
    @Test("idle lanes are asked for equal parts, a busy one for what the others leave")
    func shares() {
        var robin = DeficitRoundRobin(lanes: 4)
        #expect(robin.shares(of: 100, among: [0, 1, 2, 3]).map(\.count) == [25, 25, 25, 25])
        robin.note(.init(lane: 2, count: 25), gave: 25, decisions: 25)
        #expect(robin.isBusy([0, 2]) && !robin.isBusy([0, 1, 3]))
        let shares = robin.shares(of: 100, among: [0, 1, 2, 3])
        #expect(shares.filter { $0.lane != 2 }.allSatisfy { $0.count == 1 })
        #expect(shares.first { $0.lane == 2 }?.count == 97)
        #expect(shares.last?.lane == 2, "what is nearly always empty is looked at first")
    }

    @Test(
        "busy lanes share a batch by decisions, whatever a job of theirs holds",
        arguments: [([1, 1], [50, 50]), ([1, 200], [100, 0]), ([5, 1], [16, 84]), ([200, 200], [50, 50])])
    func costs(costs: [Int], expected: [Int]) {
        var server = Lanes(Array(repeating: 1_000_000, count: 2), costs: costs)
        var robin = DeficitRoundRobin(lanes: 2)
        for _ in 0..<50 { server.serve(100, &robin) }
        var jobs = [0, 0]
        let before = server.jobs
        for _ in 0..<200 { server.serve(100, &robin) }
        for lane in 0...1 { jobs[lane] = (server.jobs[lane] - before[lane]) / 200 }
        for lane in 0...1 { #expect(abs(jobs[lane] - expected[lane]) <= 1, "\(jobs)") }
    }

    @Test("a batch is bounded in decisions as soon as one knows what a job holds, yet has something of each lane")
    func bounded() {
        var robin = DeficitRoundRobin(lanes: 2)
        #expect(robin.ask(for: 100, holding: 2_000, among: [0, 1]).limit == 100)
        robin.note(.init(lane: 0, count: 50), gave: 50, decisions: 10_000)
        robin.note(.init(lane: 1, count: 50), gave: 50, decisions: 10_000)
        let known = robin.ask(for: 100, holding: 2_000, among: [0, 1])
        #expect(known.shares.map(\.count) == [5, 5] && known.limit == 10)
        for few in [1, 200, 399] {
            #expect(robin.ask(for: 100, holding: few, among: [0, 1]).limit == 1, "not one of each lane")
        }
    }

    @Test("what idle lanes leave does not take a batch past its decisions")
    func idleBesideHeavy() {
        var robin = DeficitRoundRobin(lanes: 16)
        robin.note(.init(lane: 3, count: 6), gave: 6, decisions: 120)
        let ask = robin.ask(for: 100, holding: 200, among: Array(0..<16))
        #expect(ask.limit * 20 <= 200 && ask.shares.count == 16)
    }

    @Test("a lane that is closed gets nothing, and nobody's debt lasts longer than the others' turns")
    func closed() {
        var robin = DeficitRoundRobin(lanes: 3)
        robin.note(.init(lane: 0, count: 1), gave: 1, decisions: 200)
        robin.note(.init(lane: 1, count: 1), gave: 1, decisions: 1)
        #expect(robin.shares(of: 50, among: [1, 2]).allSatisfy { $0.lane != 0 })
        // Alone, a lane in debt need not wait for turns that nobody takes.
        #expect(robin.shares(of: 50, among: [0]).reduce(0) { $0 + $1.count } == 50)
    }

    @Test("fair, bounded and never idle beside work, in any history", arguments: 0..<200)
    func anyHistory(seed: Int) {
        var random = Seeded(seed)
        let count = Int.random(in: 2...20, using: &random)
        let limit = Int.random(in: 1...150, using: &random)
        let costs = (0..<count).map { _ in [1, 1, 1, 7, 200].randomElement(using: &random) ?? 1 }
        var server = Lanes(Array(repeating: 0, count: count), costs: costs)
        var robin = DeficitRoundRobin(lanes: count)
        // Two lanes that never run dry are owed the same, all the way; the others come and go.
        let (one, other) = (0, 1)
        server.waiting[one] = .max / 2
        server.waiting[other] = .max / 2
        for _ in 0..<300 {
            let lane = Int.random(in: 0..<count, using: &random)
            if lane > 1 { server.waiting[lane] += Int.random(in: 0...300, using: &random) }
            server.serve(limit, &robin)
            let difference = abs(server.decisions[one] - server.decisions[other])
            // A round's quantum and one job, and what the first read gave before anybody knew what a job costs.
            let dearest = max(costs[one], costs[other])
            let bound = 2 * (DeficitRoundRobin.quantum + dearest) + max(1, limit / 2) * dearest
            guard difference <= bound else {
                Issue.record("\(server.decisions) of \(costs) in batches of \(limit)")
                return
            }
        }
    }

    @Test(
        "a newcomer's job is read within a few batches, whoever floods and however small they are",
        arguments: [2, 16, 64, 100], [1, 10, 100])
    func newcomer(lanes: Int, limit: Int) {
        var server = Lanes(
            [1_000_000] + Array(repeating: 0, count: lanes - 1), costs: Array(repeating: 1, count: lanes))
        var robin = DeficitRoundRobin(lanes: lanes)
        for _ in 0..<20 { server.serve(limit, &robin) }
        for lane in 1..<lanes {
            server.waiting[lane] = 1
            for _ in 0..<2 { server.serve(limit, &robin) }
            #expect(server.waiting[lane] == 0)
        }
    }

    @Test("a flood alone has the whole batch")
    func alone() {
        var server = Lanes([10_000] + Array(repeating: 0, count: 15), costs: Array(repeating: 1, count: 16))
        var robin = DeficitRoundRobin(lanes: 16)
        server.serve(100, &robin)
        for _ in 0..<10 { #expect(server.serve(100, &robin) == 100) }
    }
}

/// Lanes as Redis keeps them, and the script that reads them.
private struct Lanes {
    var waiting: [Int]
    let costs: [Int]
    /// What each lane was given so far while others waited too: what is left over is nobody's due.
    var decisions: [Int]
    var jobs: [Int]

    init(_ waiting: [Int], costs: [Int]) {
        self.waiting = waiting
        self.costs = costs
        decisions = Array(repeating: 0, count: waiting.count)
        jobs = decisions
    }

    /// One read; the answer is the number of jobs.
    @discardableResult
    mutating func serve(_ limit: Int, _ robin: inout DeficitRoundRobin) -> Int {
        let shares = robin.shares(of: limit, among: Array(waiting.indices))
        #expect(shares.allSatisfy { $0.count > 0 } && Set(shares.map(\.lane)).count == shares.count)
        var given: [Int: Int] = [:]
        var left = limit
        for share in shares {
            let count = min(left, share.count, waiting[share.lane])
            given[share.lane] = count
            decisions[share.lane] += count * costs[share.lane]
            left -= count
        }
        let full = shares.filter { given[$0.lane] == $0.count }
        for (place, share) in full.enumerated() where left > 0 {
            let more = min(left, (left + full.count - place - 1) / (full.count - place))
            let count = min(more, waiting[share.lane] - given[share.lane, default: 0])
            given[share.lane, default: 0] += count
            left -= count
        }
        for share in shares {
            let count = given[share.lane, default: 0]
            waiting[share.lane] -= count
            jobs[share.lane] += count
            robin.note(share, gave: count, decisions: count * costs[share.lane], isFull: left == 0)
        }
        return limit - left
    }
}

/// SplitMix64: the same numbers for the same seed on every machine.
private struct Seeded: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: Int) { state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}
