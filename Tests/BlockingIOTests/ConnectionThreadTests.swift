import BlockingIO
import Glibc
import Synchronization
import Testing

@Suite("Threads of their own")
struct ConnectionThreadTests {
    @Test("an actor's calls all run on its one thread, which is not the caller's")
    func oneThread() async {
        let owner = Owner()
        var threads: Set<UInt> = []
        for _ in 0..<50 { threads.insert(await owner.threadNumber()) }
        #expect(threads.count == 1)
        #expect(threads.first != UInt(pthread_self()))
    }

    @Test("blocked threads do not hold up the cooperative pool")
    func blocking() async {
        let owners = (0..<8).map { _ in Owner() }
        let valve = Valve()
        await withTaskGroup(of: Void.self) { group in
            for owner in owners { group.addTask { await owner.block(on: valve) } }
            // Reached although eight threads, more than there are cores, block until the line below.
            group.addTask { valve.open() }
        }
    }

    @Test("the executor knows its own thread")
    func isolation() async { #expect(await Owner().isIsolated()) }

    @Test("periodic work goes on until it is stopped, on the thread that made it")
    func periodic() async {
        let counts = AsyncStream<Bool>.makeStream(bufferingPolicy: .bufferingOldest(100))
        let thread = PeriodicThread(name: "periodic-test", period: .milliseconds(1)) {
            let maker = pthread_self()
            return { counts.continuation.yield(pthread_equal(maker, pthread_self()) != 0) }
        }
        var seen = 0
        for await isSameThread in counts.stream {
            #expect(isSameThread)
            seen += 1
            if seen == 5 { break }
        }
        thread.stop()
        while !thread.hasEnded { await Task.yield() }
    }
}

private actor Owner {
    private let thread = ConnectionThread(name: "test-owner")

    nonisolated var unownedExecutor: UnownedSerialExecutor { thread.asUnownedSerialExecutor() }

    func threadNumber() -> UInt { UInt(pthread_self()) }

    func isIsolated() -> Bool { assumeIsolated { _ in true } }

    func block(on valve: Valve) { valve.wait() }
}

/// Blocks threads, on purpose.
private final class Valve: Sendable {
    private let isOpen = Atomic(false)

    func open() { isOpen.store(true, ordering: .releasing) }

    func wait() { while !isOpen.load(ordering: .acquiring) { usleep(200) } }
}
