import BlockingIO
import Synchronization
import Testing

@Suite("Batcher")
struct BatcherTests {
    @Test("each request gets its own response")
    func responses() async throws {
        let batcher = Batcher<Int, Int>(limit: 7, pending: 1_000) { $0.map { $0 * 2 } }
        let sum = try await withThrowingTaskGroup(of: Bool.self) { group in
            for number in 0..<500 { group.addTask { try await batcher.submit(number) == number * 2 } }
            return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(sum == 500)
    }

    @Test("what arrives while a batch runs is the next batch, up to the limit")
    func gathers() async throws {
        let sizes = Mutex<[Int]>([])
        let gate = Gate()
        let batcher = Batcher<Int, Int>(limit: 10, pending: 100) { batch in
            sizes.withLock { $0.append(batch.count) }
            await gate.pass()
            return batch
        }
        try await withThrowingTaskGroup(of: Int.self) { group in
            group.addTask { try await batcher.submit(0) }
            await gate.waitForArrival()
            for number in 1...25 { group.addTask { try await batcher.submit(number) } }
            while await batcher.waitingCount < 25 { await Task.yield() }
            await gate.open()
            try await group.waitForAll()
        }
        #expect(sizes.withLock { $0 } == [1, 10, 10, 5])
    }

    @Test("a request beyond the bound is refused at once")
    func bound() async throws {
        let gate = Gate()
        let batcher = Batcher<Int, Int>(limit: 1, pending: 2) { batch in
            await gate.pass()
            return batch
        }
        try await withThrowingTaskGroup(of: Int.self) { group in
            group.addTask { try await batcher.submit(0) }
            await gate.waitForArrival()
            for number in 1...2 { group.addTask { try await batcher.submit(number) } }
            while await batcher.waitingCount < 2 { await Task.yield() }
            await #expect(throws: BatcherError.full) { try await batcher.submit(3) }
            await gate.open()
            try await group.waitForAll()
        }
    }

    @Test("an error goes to every request of its batch, and only to those")
    func failure() async throws {
        struct Odd: Error {}
        let batcher = Batcher<Int, Int>(limit: 1, pending: 10) { batch in
            if batch[0] % 2 == 1 { throw Odd() }
            return batch
        }
        await #expect(throws: Odd.self) { try await batcher.submit(1) }
        #expect(try await batcher.submit(2) == 2)
    }

    @Test("a batch that answers with the wrong number of responses fails")
    func miscounted() async {
        let batcher = Batcher<Int, Int>(limit: 5, pending: 10) { _ in [] }
        await #expect(throws: BatcherError.miscounted) { try await batcher.submit(1) }
    }
}

/// Holds whoever passes until it is opened.
private actor Gate {
    private var arrivals = 0
    private var isOpen = false
    private var passing: [CheckedContinuation<Void, Never>] = []
    private var watching: [CheckedContinuation<Void, Never>] = []

    func pass() async {
        arrivals += 1
        for watcher in watching { watcher.resume() }
        watching = []
        if !isOpen { await withCheckedContinuation { passing.append($0) } }
    }

    func waitForArrival() async {
        if arrivals == 0 { await withCheckedContinuation { watching.append($0) } }
    }

    func open() {
        isOpen = true
        for continuation in passing { continuation.resume() }
        passing = []
    }
}
