import Synchronization

/// How often a process died, or hung beyond its lease, while it ran a job alone: by our hand, so that we know whom the
/// fleet may bury.
final class Deaths: Sendable {
    private let counts = Mutex<[String: Int]>([:])
    private let huntedJobs = Mutex<Set<String>>([])

    /// Jobs that the fleet may take for poison: it buries at the second death.
    var poisonous: Set<String> { counts.withLock { Set($0.filter { $0.value >= 2 }.keys) } }

    /// Jobs that were hunted to death on purpose.
    var hunted: Set<String> { huntedJobs.withLock { $0 } }

    func noteHunted(_ job: String) { huntedJobs.withLock { _ = $0.insert(job) } }

    func note(_ holdings: [Holding]) {
        counts.withLock { counts in
            for holding in holdings where holding.isAlone { counts[holding.job, default: 0] += 1 }
        }
    }
}
