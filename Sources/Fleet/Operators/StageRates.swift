/// How fast each stage works, learnt from looks at its queues a second or so apart.
///
/// Rates are moving averages; a look changes each by dt / (τ + dt). What one worker can do is learnt only while jobs
/// wait: an idle worker says nothing of its speed.
public struct StageRates: Sendable {
    /// The time constant of the rates for people, in seconds.
    static let shortMemory = 10.0
    /// The time constant of what scaling and failures go by, in seconds.
    static let longMemory = 60.0

    private struct Key: Hashable {
        let stage: StageName
        let jobClass: JobClass
    }

    private struct Pace {
        var arrivals: Double?
        var perWorker: Double?
    }

    private var last: (at: Double, depths: [Key: QueueDepth])?
    private var failures: [Key: FailureRates] = [:]
    private var paces: [StageName: Pace] = [:]
    private var rates: [Key: Double] = [:]
    private var workers: [StageName: Int] = [:]

    public init() {}

    /// Takes a look at `seconds` of a clock that never goes back.
    public mutating func observe(_ depths: [QueueDepth], workers: [StageName: Int], at seconds: Double) {
        let now = Dictionary(depths.map { (Key(stage: $0.stage, jobClass: $0.jobClass), $0) }) { $1 }
        defer { last = (seconds, now) }
        self.workers = workers
        guard let last, seconds > last.at else { return }
        let elapsed = seconds - last.at
        for (key, depth) in now {
            guard let before = last.depths[key], depth.finishedTotal >= before.finishedTotal else { continue }
            let rate = Double(depth.finishedTotal - before.finishedTotal) / elapsed
            rates[key] = Self.moved(rates[key], to: rate, elapsed, memory: Self.shortMemory)
            failures[key, default: FailureRates()].move(from: before, to: depth, elapsed)
        }
        for stage in StageName.allCases { learn(stage, from: last.depths, now, elapsed) }
    }

    /// Jobs finished a second; nil before the second look.
    public func rate(_ stage: StageName, _ jobClass: JobClass) -> Double? {
        rates[Key(stage: stage, jobClass: jobClass)]
    }

    /// How often jobs fail; nil before the second look.
    public func failures(_ stage: StageName, _ jobClass: JobClass) -> FailureRates? {
        failures[Key(stage: stage, jobClass: jobClass)]
    }

    /// What it takes to drain a stage within `target` seconds.
    public func hint(for stage: StageName, target: Double) -> ScaleHint {
        let depths = JobClass.allCases.compactMap { last?.depths[Key(stage: stage, jobClass: $0)] }
        return ScaleHint(
            stage: stage, target: target, backlog: depths.reduce(0) { $0 + $1.demand },
            arrivals: max(0, paces[stage]?.arrivals ?? 0),
            rate: JobClass.allCases.reduce(0) { $0 + (rate(stage, $1) ?? 0) }, perWorker: paces[stage]?.perWorker,
            workers: workers[stage] ?? 0, isPaused: !depths.isEmpty && depths.allSatisfy(\.isPaused))
    }

    private mutating func learn(
        _ stage: StageName, from before: [Key: QueueDepth], _ now: [Key: QueueDepth], _ elapsed: Double
    ) {
        let pairs = JobClass.allCases.compactMap { jobClass -> (before: QueueDepth, now: QueueDepth)? in
            let key = Key(stage: stage, jobClass: jobClass)
            guard let old = before[key], let new = now[key] else { return nil }
            return (old, new)
        }
        let finished = pairs.reduce(0) { $0 + $1.now.finishedTotal - $1.before.finishedTotal }
        // Redis was flushed in between.
        guard !pairs.isEmpty, pairs.allSatisfy({ $0.now.finishedTotal >= $0.before.finishedTotal }) else { return }
        let grown = pairs.reduce(0) { $0 + $1.now.demand - $1.before.demand }
        var pace = paces[stage] ?? Pace()
        pace.arrivals = Self.moved(
            pace.arrivals, to: Double(finished + grown) / elapsed, elapsed, memory: Self.longMemory)
        let isBusy = pairs.contains { $0.before.waiting > 0 && $0.now.waiting > 0 && !$0.now.isPaused }
        if isBusy, finished > 0, let workers = workers[stage], workers > 0 {
            let each = Double(finished) / elapsed / Double(workers)
            pace.perWorker = Self.moved(pace.perWorker, to: each, elapsed, memory: Self.longMemory)
        }
        paces[stage] = pace
    }

    static func moved(_ old: Double?, to new: Double, _ elapsed: Double, memory: Double) -> Double {
        guard let old else { return new }
        return old + (new - old) * elapsed / (memory + elapsed)
    }
}
