/// What Postgres holds: the scans, what the first stage wrote of them, and how they ended.
struct ModelLedger {
    enum Status: Hashable {
        case queued, decided, failed
    }

    /// Why a job is buried.
    enum Cause: Hashable {
        case exhausted, rejected, workerDied
    }

    struct Scan {
        let nature: Nature
        var decisions = 0
        var isDocumented = false
        var status = Status.queued
        /// What truly happened at the stage where the job is now.
        var failures = 0
        var deathsAlone = 0
        var runs = 0
    }

    let mutation: Mutation?
    private(set) var scans: [Scan] = []
    private(set) var violation: Violation?

    init(mutation: Mutation?) { self.mutation = mutation }

    var unfinished: [Int] { scans.indices.filter { scans[$0].status == .queued } }

    mutating func accept(_ nature: Nature) { scans.append(Scan(nature: nature)) }

    /// The first stage's effect, made once.
    mutating func document(_ job: Int) { scans[job].isDocumented = true }

    /// The last stage's effect. A scan has one end.
    mutating func decide(_ job: Int) {
        guard scans[job].isDocumented else { return note(.missingEffect(job)) }
        switch scans[job].status {
        case .queued: break
        case .decided where mutation == .decisionsNotUnique: break
        case .failed where mutation == .commitOverBurial: note(.resurrected(job))
        case .decided, .failed: return
        }
        scans[job].status = .decided
        scans[job].decisions += 1
        if scans[job].decisions > 1 { note(.twoEffects(job)) }
    }

    mutating func bury(_ job: Int, _ cause: Cause) {
        let scan = scans[job]
        switch scan.status {
        case .queued: break
        case .decided where mutation == .burialOverDecision: note(.twoEffects(job))
        case .decided, .failed: return
        }
        let isGuilty =
            switch cause {
            case .exhausted: scan.failures >= ModelFleet.maximumAttempts
            case .rejected: true
            case .workerDied: scan.deathsAlone >= ModelFleet.maximumDeaths
            }
        if !isGuilty { note(.innocentBuried(job)) }
        scans[job].status = .failed
    }

    /// The number of runs before this one, with another start for each job.
    mutating func noteRun(_ job: Int) -> Int {
        defer { scans[job].runs += 1 }
        return scans[job].runs + 3 * job
    }

    mutating func noteFailure(_ job: Int) { scans[job].failures += 1 }

    mutating func noteDeathAlone(_ job: Int) { scans[job].deathsAlone += 1 }

    mutating func note(_ found: Violation) { if violation == nil { violation = found } }
}
