import Engine
import Fleet
import Hashing
import Synchronization
import Testing

@testable import Stages

@Suite("Bounds of what a normalizer holds")
struct BudgetTests {
    @Test("never more bytes are held than the budget has, and everybody gets a turn")
    func budget() async throws {
        let budget = ByteBudget(limit: 100)
        let held = HeldBytes()
        await withTaskGroup(of: Void.self) { group in
            for number in 0..<200 {
                let bytes = 1 + number % 60
                group.addTask {
                    await budget.holding(bytes) {
                        held.take(bytes)
                        await Task.yield()
                        held.giveBack(bytes)
                    }
                }
            }
        }
        #expect(held.most <= 100)
        #expect(held.turns == 200)
    }

    @Test("work larger than the whole budget runs alone instead of never")
    func oversized() async {
        let budget = ByteBudget(limit: 10)
        let answer = await budget.holding(1_000) { 7 }
        #expect(answer == 7)
    }

    @Test("a failure gives its bytes back")
    func failure() async throws {
        let budget = ByteBudget(limit: 10)
        await #expect(throws: TestLineError.self) { try await budget.holding(10) { throw TestLineError("x") } }
        #expect(await budget.holding(10) { true })
    }

    @Test("reports are read in portions of a bounded size; one of unknown size is alone")
    func portions() {
        let sizes: [Int?] = [3 << 20, 4 << 20, 3 << 20, nil, 1, 2]
        let deliveries = sizes.enumerated().map { number, size in
            Delivery(
                message: TestLine.message(
                    ScanID(high: 1, low: UInt64(number)),
                    NormalizeWork(artifact: Digest(of: "\(number)"), format: "auto", byteCount: size).encoded))
        }
        let batch = Batch(deliveries, TestLine.context(.normalize), read: NormalizeWork.init(decoding:))
        let portions = ReportPortion.portions(of: batch.jobs)
        #expect(portions.map(\.keys.count) == [2, 1, 1, 2])
        #expect(ReportPortion.portions(of: batch.jobs + batch.jobs).flatMap(\.keys).count == sizes.count)
    }
}

/// What is held at once, as the holders see it.
private final class HeldBytes: Sendable {
    private let state = Mutex((now: 0, most: 0, turns: 0))

    var most: Int { state.withLock { $0.most } }
    var turns: Int { state.withLock { $0.turns } }

    func take(_ bytes: Int) { state.withLock { $0 = ($0.now + bytes, max($0.most, $0.now + bytes), $0.turns) } }
    func giveBack(_ bytes: Int) { state.withLock { $0 = ($0.now - bytes, $0.most, $0.turns + 1) } }
}
