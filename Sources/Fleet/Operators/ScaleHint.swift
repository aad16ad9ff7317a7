/// How many workers a stage wants, and why.
public struct ScaleHint: Hashable, Sendable {
    public let stage: StageName
    /// Seconds in which the backlog should be gone.
    public let target: Double
    /// Jobs that wait, run, are delayed, or wait to run alone.
    public let backlog: Int64
    /// New jobs a second.
    public let arrivals: Double
    /// Jobs finished a second, by all workers.
    public let rate: Double
    /// Jobs that one worker finishes a second while it has enough to do; nil until that was seen.
    public let perWorker: Double?
    /// Workers that read the stage's queues now.
    public let workers: Int
    public let isPaused: Bool

    /// ⌈(arrivals + backlog / target) / perWorker⌉, at least one where anything waits. Where `perWorker` is unknown, the
    /// present workers if they keep up, else nil.
    public var wanted: Int? {
        guard backlog > 0 || arrivals >= 0.01 else { return min(workers, 1) }
        guard let perWorker, perWorker > 0 else { return workers == 0 ? 1 : backlog == 0 ? workers : nil }
        return max(1, Int(min(needed / perWorker, 1e6).rounded(.up)))
    }

    /// Seconds until the present workers have drained the backlog; nil where they never do, or it is not known.
    public var drainSeconds: Double? {
        guard backlog > 0 else { return 0 }
        guard let perWorker, case let spare = perWorker * Double(workers) - arrivals, spare > 0 else { return nil }
        return Double(backlog) / spare
    }

    /// The numbers as a sentence.
    public var explanation: String {
        if isPaused { return "paused: it does nothing until it is resumed; \(backlog) jobs wait for that" }
        guard backlog > 0 || arrivals >= 0.01 else { return "nothing waits and nothing arrives: one worker is enough" }
        guard let perWorker, perWorker > 0 else {
            if workers == 0 { return "\(backlog) jobs and no worker: start one" }
            let unknown = "what one worker can do is not known yet: no look found its queue filled"
            return backlog == 0 ? "nothing waits: the present workers keep up; \(unknown)" : unknown
        }
        let each = Self.text(perWorker)
        return "\(backlog) jobs within \(Self.text(target)) s are \(Self.text(Double(backlog) / target))/s, and "
            + "\(Self.text(arrivals))/s arrive; one worker does \(each)/s: "
            + "\(Self.text(needed)) / \(each) = \(Self.text(needed / perWorker))"
    }

    /// Jobs a second that have to be finished.
    private var needed: Double { arrivals + Double(backlog) / max(target, 1) }

    /// At most two decimals.
    private static func text(_ value: Double) -> String {
        let rounded = (value * 100).rounded() / 100
        return rounded == rounded.rounded() ? "\(Int64(rounded))" : "\(rounded)"
    }
}
