/// What became of everything that the fleet took on while it was broken.
struct Ledger: Sendable {
    let seed: UInt64
    /// When load and faults began.
    let began: ContinuousClock.Instant
    /// How long faults and load went on, in seconds.
    let seconds: Int
    let events: [String: Int]
    /// The harness's own trouble, which makes the run worth less but says nothing of the fleet.
    let troubles: [String]
    let promises: Promises.Tally
    let outcome: PromiseChecks.Outcome
    /// Jobs that we hunted to death.
    let hunted: Set<String>
    /// All scans in the database: those of requests that got no answer are among them.
    let scans: Int
    let decisions: Int
    let rescores: Int
    let replayed: Int
    let findings: [Finding]
    /// Seconds from the end of the faults until nothing waited or ran; nil when that did not happen.
    let quietAfter: Double?
    let remains: QueueRemains
    /// What was left when the fleet had been asked to stop and had stopped.
    let afterDrain: QueueRemains
    /// What single processes left behind that drained during the run.
    let leftByDrains: [String]
    /// Ends of processes that nobody asked for.
    let unexpectedEnds: [KeptProgram.End]
    /// Ends of processes that we asked to stop, with another code than 0.
    let untidyStops: [KeptProgram.End]
    let recovery: [RecoveryWatch.Sample]
    /// Sentences on the jobs of killed workers that nobody had taken over when the fleet was to be quiet.
    let neverTakenOver: [String]
    /// Kills of workers whose jobs could not be seen at that moment, and whose recovery is therefore not measured.
    let unseenKills: Int

    func total(_ kind: Finding.Kind) -> Int { findings.filter { $0.kind == kind }.map(\.count).reduce(0, +) }

    /// Hunted jobs that have a dead letter. The others were decided before their last process died, or Redis forgot their
    /// deaths.
    var huntedAndBuried: Int { hunted.intersection(outcome.buriedJobs).count }

    /// Sentences on calm recoveries, the slowest first.
    var slowest: [String] {
        recovery.filter { !$0.isDisturbed }.sorted { $0.seconds > $1.seconds }.map { sample in
            let at = (sample.since - began).components.seconds
            let time = (sample.seconds * 100).rounded() / 100
            return "\(time) s on \(sample.stream)\(sample.isAlone ? ", alone," : "") killed at \(at) s"
        }
    }

    /// Recovery of jobs while both servers could be reached.
    var calmRecovery: Percentiles { Percentiles(recovery.filter { !$0.isDisturbed }.map(\.seconds)) }
    var disturbedRecovery: Percentiles { Percentiles(recovery.filter(\.isDisturbed).map(\.seconds)) }
}
