import Synchronization
import Testing

@testable import Fleet

@Suite("Capacity", .timeLimit(.minutes(1)))
struct CapacityTests {
    @Test("each class keeps a seat that the other cannot take")
    func reserved() async {
        let capacity = Capacity(batches: 2)
        #expect(await capacity.take(.batch(.bulk)))
        #expect(await capacity.take(.batch(.bulk)))
        #expect(await capacity.take(.batch(.live)))
        let order = Order()
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                #expect(await capacity.take(.batch(.bulk)))
                order.note("third bulk batch")
            }
            while capacity.waitingCount < 1 { await Task.yield() }
            order.note("a bulk batch ends")
            capacity.giveBack(.batch(.bulk))
        }
        #expect(order.all == ["a bulk batch ends", "third bulk batch"])
    }

    @Test("a suspect waits for the process to be empty, and nothing begins beside it")
    func alone() async {
        let capacity = Capacity(batches: 2)
        #expect(await capacity.take(.batch(.live)))
        let order = Order()
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                #expect(await capacity.take(.alone))
                order.note("suspect begins")
                for _ in 0..<20 { await Task.yield() }
                order.note("suspect ends")
                capacity.giveBack(.alone)
            }
            while capacity.waitingCount < 1 { await Task.yield() }
            group.addTask {
                #expect(await capacity.take(.batch(.bulk)))
                order.note("batch begins")
            }
            while capacity.waitingCount < 2 { await Task.yield() }
            capacity.giveBack(.batch(.live))
        }
        #expect(order.all == ["suspect begins", "suspect ends", "batch begins"])
    }

    @Test("while a bulk batch keeps a suspect waiting live batches go on, and no bulk one begins")
    func aloneBehindBulk() async {
        let capacity = Capacity(batches: 2)
        #expect(await capacity.take(.batch(.bulk)))
        async let suspect = capacity.take(.alone)
        while capacity.waitingCount < 1 { await Task.yield() }
        #expect(!capacity.takeIfFree(.batch(.bulk)))
        #expect(capacity.takeIfFree(.batch(.live)))
        capacity.giveBack(.batch(.bulk))
        #expect(!capacity.takeIfFree(.batch(.live)), "the suspect waits for nothing but what runs now")
        capacity.giveBack(.batch(.live))
        #expect(await suspect)
    }

    @Test("once stopped it refuses those who wait and those who come")
    func stop() async {
        let capacity = Capacity(batches: 1)
        #expect(await capacity.take(.batch(.live)))
        async let waiting = capacity.take(.batch(.live))
        while capacity.waitingCount < 1 { await Task.yield() }
        capacity.stop()
        #expect(await !waiting)
        #expect(await !capacity.take(.batch(.bulk)))
        capacity.giveBack(.batch(.live))
    }
}

/// What happened, in order.
private final class Order: Sendable {
    private let events = Mutex<[String]>([])

    func note(_ event: String) { events.withLock { $0.append(event) } }

    var all: [String] { events.withLock { $0 } }
}
