import CoreMetrics
import Fleet

/// `fixops_fp_hits_total` by what a reading of a fingerprint came to.
struct ReadingCounters: Sendable {
    private let hit = ReadingCounters.counter("hit")
    private let miss = ReadingCounters.counter("miss")
    /// There is an answer, and something it depends on has changed or its time is over.
    private let stale = ReadingCounters.counter("stale")
    /// Redis did not answer.
    private let unavailable = ReadingCounters.counter("unavailable")

    func count(_ reading: FingerprintReading?, isHit: Bool) {
        guard let reading else { return unavailable.increment() }
        (isHit ? hit : reading.value == nil ? miss : stale).increment()
    }

    private static func counter(_ state: String) -> Counter {
        Counter(label: "fixops_fp_hits_total", dimensions: [("state", state)])
    }
}
