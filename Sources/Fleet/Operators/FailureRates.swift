/// How often jobs of a stage and class fail, as moving averages over about a minute.
public struct FailureRates: Hashable, Sendable {
    /// Jobs put off for another attempt a minute.
    public internal(set) var retried = 0.0
    /// Jobs given up a minute.
    public internal(set) var dead = 0.0
}

extension FailureRates {
    /// Takes what failed between two looks that are `elapsed` seconds apart.
    mutating func move(from before: QueueDepth, to now: QueueDepth, _ elapsed: Double) {
        func moved(_ old: Double, _ count: Int64) -> Double {
            StageRates.moved(old, to: Double(max(0, count)) / elapsed * 60, elapsed, memory: StageRates.longMemory)
        }
        retried = moved(retried, now.retriedTotal - before.retriedTotal)
        dead = moved(dead, now.deadTotal - before.deadTotal)
    }
}
