import BlockingIO
import CoreMetrics
import Engine
import Fleet
import JSON
import Stages
import Store
import Synchronization

/// Decides at the door whether the fleet can take one more report: first by how long it would have to wait, as its queues
/// were seen a second ago, then by a count that all gateways share.
///
/// While Redis is away its queues cannot be seen, and the unfinished scans in Postgres stand for them.
final class Admission: Sendable {
    private struct State {
        /// Nil while Redis is away.
        var load: LiveLoad?
        var perSecond: Double?
        /// Scans without an end, counted only while Redis is away.
        var unfinished = 0
        /// Reports admitted since that was seen, and those that are being admitted.
        var since = 0
        /// Which look at the queues this is.
        var look = 0

        /// What the look saw, with one more report.
        func counting(_ lane: Int) -> State {
            var more = self
            more.load?.lanes[lane] += 1
            more.since += 1
            return more
        }

        /// Takes a report out again that was counted in `look`.
        mutating func uncount(_ lane: Int, in look: Int) {
            // What was seen since has counted for itself.
            guard self.look == look else { return }
            load?.lanes[lane] -= 1
            since -= 1
        }
    }

    /// How a report fared; the values of the metric label `outcome`.
    private enum Outcome: String, CaseIterable {
        case admitted, full, share, slow, unseen
    }

    private let counters = Dictionary(
        uniqueKeysWithValues: Outcome.allCases.map {
            ($0, Counter(label: "fixops_admissions_total", dimensions: [("outcome", $0.rawValue)]))
        })
    private let drainSeconds = Gauge(label: "fixops_queue_drain_seconds")
    private let fleet: FleetClient
    private let limit: Int
    private let places: Batcher<JobReference, DoorAnswer?>
    private let rule: DoorRule
    private let state = Mutex(State())

    /// At most `limit` jobs on their way, and none that would wait longer than `seconds`.
    init(fleet: FleetClient, limit: Int, seconds: Int) {
        self.fleet = fleet
        self.limit = limit
        places = Batcher(limit: 256, pending: 20_000) { jobs in try await fleet.admit(jobs, limit: limit) }
        rule = DoorRule(seconds: seconds, limit: limit)
    }

    /// Takes in what the queues looked like.
    func observe(_ load: LiveLoad, perSecond: Double?) {
        state.withLock { $0 = State(load: load, perSecond: perSecond, look: $0.look + 1) }
        if let perSecond { drainSeconds.record(Double(load.total) / max(perSecond, 0.001)) }
    }

    /// Takes in that the queues cannot be seen, and how many scans have no end.
    func observe(unfinished: Int) {
        state.withLock { $0 = State(perSecond: $0.perSecond, unfinished: unfinished, look: $0.look + 1) }
    }

    /// Admits one report, or throws `queueFull` or `overloaded`. Whoever does not commit it withdraws it.
    func admit(_ scan: NewScan) async throws(Problem) {
        do {
            try await check(scan)
            counters[.admitted]?.increment()
        } catch {
            counters[error.outcome]?.increment()
            throw error.problem
        }
    }

    /// Gives back the place of a report that is not committed; nobody waits for it longer than half a minute anyway.
    func withdraw(_ scan: NewScan) async {
        // Ignored: the place is given up when its time is over.
        try? await fleet.withdraw([scan.reference])
    }

    private struct Refused: Error {
        let outcome: Outcome
        let problem: Problem
    }

    /// Counts the report while it is decided upon, so that those who come at once see each other; a refused one is no load.
    private func check(_ scan: NewScan) async throws(Refused) {
        let lanes = fleet.lanes(of: scan.tenant)
        let seen = state.withLock { state in
            state = state.counting(lanes.0)
            return state
        }
        do {
            try await check(scan, lanes, seen)
        } catch {
            state.withLock { $0.uncount(lanes.0, in: seen.look) }
            throw error
        }
    }

    private func check(_ scan: NewScan, _ lanes: (Int, Int), _ seen: State) async throws(Refused) {
        guard let load = seen.load else { return try checkUnseen(seen) }
        if let refusal = rule.refusal(lanes: lanes, load: load, perSecond: seen.perSecond) {
            throw Refused(outcome: .slow, problem: slow(refusal))
        }
        guard load.total <= limit else { throw full(.full, seen.perSecond) }
        let answer: DoorAnswer?
        do {
            answer = try await places.submit(scan.reference)
        } catch {
            // Redis went away since it was seen.
            return try checkUnseen(seen)
        }
        switch answer {
        case nil: return try checkUnseen(seen)
        case .admitted: return
        case .full: throw full(.full, seen.perSecond)
        case .share: throw full(.share, seen.perSecond)
        }
    }

    private func checkUnseen(_ seen: State) throws(Refused) {
        guard seen.unfinished + seen.since > limit else { return }
        throw Refused(
            outcome: .unseen,
            problem: Problem(
                .overloaded, "the queue is away and \(limit) scans wait already; try again", retryAfter: 5))
    }

    private func slow(_ refusal: DoorRule.Refusal) -> Problem {
        var problem = Problem(
            .queueFull,
            "\(refusal.waiting) of your jobs wait already, and one more would wait longer than "
                + "\(Int(rule.seconds)) seconds; try again",
            retryAfter: spread(refusal.retryAfter))
        problem.members = ["reason": "drain-time"]
        return problem
    }

    /// A tenth of the limit is given time to drain, so that those who come back do not all find it full.
    private func full(_ outcome: Outcome, _ perSecond: Double?) -> Refused {
        let whose = outcome == .share ? "your jobs leave too little room for others" : "\(limit) jobs wait already"
        var problem = Problem(
            .queueFull, "\(whose), and no more may; try again",
            retryAfter: spread(DoorRule.wait(for: Double(limit) / 10, at: perSecond)))
        problem.members = ["reason": outcome == .share ? "share" : "limit"]
        return Refused(outcome: outcome, problem: problem)
    }

    /// Up to a fifth longer, so that those who were refused together do not come back together.
    private func spread(_ seconds: Int) -> Int { seconds + Int.random(in: 0...(seconds / 5)) }
}

extension NewScan {
    /// The job that the scan becomes.
    var reference: JobReference { JobReference(job: id.description, tenant: tenant, service: service) }
}
