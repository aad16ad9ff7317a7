import Hashing
import Synchronization

/// What the gateways promised: each scan that was answered with its id, and each answer that was given from memory.
final class Promises: Sendable {
    /// What must become of a scan.
    enum Expectation: Sendable {
        case decided
        /// The report cannot be read: the scan must fail, and say so.
        case unreadable
    }

    /// An answer from memory, to be compared with what PostgreSQL holds.
    struct Hit: Sendable {
        let decision: String
        let service: String
        let source: String
        let artifact: Digest
    }

    struct Tally: Sendable {
        var scans: [String: Expectation] = [:]
        var hits: [Hit] = []
        var hitCount = 0
        /// Answers 429 and 503.
        var refused = 0
        /// Requests without an answer: what became of them is unknown to the caller.
        var unanswered = 0
        /// Requests given up after many refusals.
        var givenUp = 0
        /// Answers that no request of ours should get.
        var wrong: [String: Int] = [:]
        /// Webhook deliveries that made a scan.
        var deliveries = 0
        /// Webhook deliveries sent again.
        var repeatedDeliveries = 0
        /// Deliveries that got more than one scan.
        var doubledDeliveries = 0
        /// Contexts put in force.
        var contexts = 0
    }

    /// Answers from memory that are kept to be compared.
    private static let hitLimit = 20_000

    private let tally = Mutex(Tally())

    /// A copy of everything.
    var snapshot: Tally { tally.withLock { $0 } }

    var accepted: Int { tally.withLock { $0.scans.count } }

    func note(_ scan: String, _ expectation: Expectation) { tally.withLock { $0.scans[scan] = expectation } }

    func note(_ hit: Hit) {
        tally.withLock { tally in
            tally.hitCount += 1
            if tally.hits.count < Self.hitLimit { tally.hits.append(hit) }
        }
    }

    func note(wrong answer: String) { tally.withLock { $0.wrong[answer, default: 0] += 1 } }

    func count(_ change: (inout Tally) -> Void) { tally.withLock { change(&$0) } }
}
