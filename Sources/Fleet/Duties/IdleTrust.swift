internal import Synchronization

/// Whether idle times tell who is dead. While Redis stands still or is away, owners beat in vain: everything they hold looks
/// abandoned until their next heartbeat.
///
/// After a slow answer nobody is judged for half a lease, in which every living owner beats; then somebody is, so that a
/// server that is always slow cannot keep the dead alive.
final class IdleTrust: Sendable {
    private let lease: Duration
    /// Until when nobody is judged; nil while idle times are believed.
    private let pause: Mutex<ContinuousClock.Instant?>

    /// A process that has just begun has not seen whether Redis answers.
    init(lease: Duration, now: ContinuousClock.Instant = .now) {
        self.lease = lease
        pause = Mutex(now + lease / 2)
    }

    /// How long a call may take before idle times are doubted: with a beat's age it stays below a lease.
    var patience: Duration { lease / 4 }

    /// Whether to judge now, given that the server took `answer` to tell its time.
    func mayJudge(after answer: Duration, now: ContinuousClock.Instant = .now) -> Bool {
        pause.withLock { pause in
            if let end = pause {
                guard now >= end else { return false }
                pause = nil
                return true
            }
            guard answer > patience else { return true }
            pause = now + lease / 2
            return false
        }
    }

    /// The server did not answer, or too late.
    func doubt(now: ContinuousClock.Instant = .now) { pause.withLock { $0 = now + lease / 2 } }
}
