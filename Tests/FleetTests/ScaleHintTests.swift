import Testing

@testable import Fleet

@Suite("How many workers a stage wants")
struct ScaleHintTests {
    private func depth(waiting: Int64, finished: Int64, isPaused: Bool = false) -> QueueDepth {
        var depth = QueueDepth(stage: .score, jobClass: .live)
        depth.waiting = waiting
        depth.finishedTotal = finished
        depth.isPaused = isPaused
        return depth
    }

    @Test("what one worker does and what arrives is learnt from a busy queue, and gives the workers wanted")
    func busy() {
        var rates = StageRates()
        // Two workers finish 100 jobs a second while 50 arrive.
        for second in 0...30 {
            rates.observe(
                [depth(waiting: 10_000 - Int64(second) * 50, finished: Int64(second) * 100)], workers: [.score: 2],
                at: Double(second))
        }
        let hint = rates.hint(for: .score, target: 60)
        #expect(hint.perWorker.map { ($0 - 50).magnitude < 0.001 } == true)
        #expect((hint.arrivals - 50).magnitude < 0.001)
        #expect(hint.backlog == 8_500)
        // (50 + 8500 / 60) / 50 = 3.83
        #expect(hint.wanted == 4)
        #expect(hint.drainSeconds.map { ($0 - 170).magnitude < 0.01 } == true)
        #expect(hint.explanation.contains("one worker does 50/s"))
        #expect(rates.rate(.score, .live).map { ($0 - 100).magnitude < 0.001 } == true)
    }

    @Test("an idle queue teaches nothing of a worker's speed")
    func idle() {
        var rates = StageRates()
        for second in 0...5 {
            rates.observe(
                [depth(waiting: 0, finished: Int64(second) * 3)], workers: [.score: 1], at: Double(second))
        }
        let hint = rates.hint(for: .score, target: 60)
        #expect(hint.perWorker == nil)
        #expect(hint.wanted == 1, "nothing waits: it keeps up")
        #expect(hint.explanation.contains("not known"))
        rates.observe([depth(waiting: 5, finished: 15)], workers: [.score: 1], at: 6)
        #expect(rates.hint(for: .score, target: 60).wanted == nil, "nobody knows how fast one worker is")
    }

    @Test("failures are told a minute, fade, and survive a flushed Redis")
    func failures() {
        var rates = StageRates()
        var failing = depth(waiting: 5, finished: 0)
        for second in 0...300 {
            failing.retriedTotal = Int64(second) * 2
            failing.deadTotal = Int64(second / 30)
            rates.observe([failing], workers: [:], at: Double(second))
        }
        let found = rates.failures(.score, .live)
        #expect(found.map { abs($0.retried - 120) < 2 } == true)
        #expect(found.map { abs($0.dead - 2) < 1 } == true)
        for second in 301...700 { rates.observe([failing], workers: [:], at: Double(second)) }
        #expect(rates.failures(.score, .live).map { $0.retried < 1 && $0.dead < 0.1 } == true)
        rates.observe([depth(waiting: 5, finished: 0)], workers: [:], at: 701)
        #expect(rates.failures(.score, .live).map { $0.retried >= 0 && $0.dead >= 0 } == true)
    }

    @Test("nothing to do wants one worker at most, and a backlog without any wants one")
    func edges() {
        var rates = StageRates()
        rates.observe([depth(waiting: 0, finished: 0)], workers: [.score: 3], at: 0)
        #expect(rates.hint(for: .score, target: 60).wanted == 1)
        rates.observe([depth(waiting: 10, finished: 0)], workers: [:], at: 1)
        #expect(rates.hint(for: .score, target: 60).wanted == 1)
        rates.observe([depth(waiting: 10, finished: 0, isPaused: true)], workers: [:], at: 2)
        #expect(rates.hint(for: .score, target: 60).explanation.contains("paused"))
    }

    @Test("a flushed Redis takes no rate below zero")
    func flushed() {
        var rates = StageRates()
        rates.observe([depth(waiting: 5, finished: 1_000)], workers: [.score: 1], at: 0)
        rates.observe([depth(waiting: 5, finished: 1_100)], workers: [.score: 1], at: 1)
        rates.observe([depth(waiting: 5, finished: 0)], workers: [.score: 1], at: 2)
        #expect(rates.rate(.score, .live) == 100)
        #expect(rates.hint(for: .score, target: 60).perWorker == 100)
    }
}
