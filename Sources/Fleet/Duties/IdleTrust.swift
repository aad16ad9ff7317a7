internal import Synchronization

/// Whether idle times tell who is dead. While Redis stands still or is away, owners beat in vain: everything they hold looks
/// abandoned until their next heartbeat.
///
/// After a slow answer nobody is judged for half a lease, in which every living owner beats; then somebody is. A judgement that
/// came too late is repeated once that pause is over, then without a deadline: a server that is always slow cannot keep the
/// dead alive.
final class IdleTrust: Sendable {
    enum Verdict: Hashable {
        case wait
        /// Idle times are believed by the server for so long after it has told its time.
        case judge(within: Duration)
        /// The last judgement was too late; this one counts whenever it comes.
        case judgeAnyway
    }

    private struct State {
        /// Whether the last judgement came too late.
        var isLate = false
        /// Until when nobody is judged; nil while idle times are believed.
        var pause: ContinuousClock.Instant?
    }

    private let lease: Duration
    private let state: Mutex<State>

    /// A process that has just begun has not seen whether Redis answers.
    init(lease: Duration, now: ContinuousClock.Instant = .now) {
        self.lease = lease
        state = Mutex(State(pause: now + lease / 2))
    }

    /// How long a call may take before idle times are doubted: with a beat's age it stays below a lease.
    private var patience: Duration { lease / 4 }

    /// Whether to judge now, given that the server took `answer` to tell its time.
    func verdict(after answer: Duration, now: ContinuousClock.Instant = .now) -> Verdict {
        state.withLock { state in
            if let end = state.pause {
                guard now >= end else { return .wait }
                state.pause = nil
            } else if answer > patience {
                state.pause = now + lease / 2
                return .wait
            }
            guard state.isLate else { return .judge(within: patience) }
            state.isLate = false
            return .judgeAnyway
        }
    }

    /// The server did not answer.
    func doubt(now: ContinuousClock.Instant = .now) { state.withLock { $0.pause = now + lease / 2 } }

    /// The judgement reached the server after its deadline and had no effect.
    func cameTooLate(now: ContinuousClock.Instant = .now) {
        state.withLock { $0 = State(isLate: true, pause: now + lease / 2) }
    }
}
