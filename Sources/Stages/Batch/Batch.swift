internal import Engine
internal import Fleet
internal import Hashing

/// A stage's batch on its way: what was read of it, and what became of each delivery so far.
struct Batch<Work: Sendable>: Sendable {
    /// The deliveries whose work could be read; the others are rejected already.
    let jobs: [Job<Work>]
    let context: StageContext
    private var outcomes: [Outcome?]

    init(_ deliveries: [Delivery], _ context: StageContext, read: ([UInt8]) throws -> Work) {
        var jobs: [Job<Work>] = []
        var outcomes = [Outcome?](repeating: nil, count: deliveries.count)
        for (index, delivery) in deliveries.enumerated() {
            do {
                jobs.append(Job(index: index, delivery: delivery, work: try read(delivery.message.payload)))
            } catch {
                outcomes[index] = .reject(Rejection(code: "unreadable-message", reason: "\(error)"))
            }
        }
        self.jobs = jobs
        self.context = context
        self.outcomes = outcomes
    }

    /// The jobs that nothing has become of yet.
    var open: [Job<Work>] { jobs.filter { outcomes[$0.index] == nil } }

    mutating func settle(_ job: Job<Work>, _ outcome: Outcome) { outcomes[job.index] = outcome }

    /// Hands `job` on to `stage` with other work; the runner adds this stage's step to its timeline, with the beginning of
    /// the digest of what was made.
    mutating func handOn(_ job: Job<Work>, to stage: StageName, _ work: [UInt8], made digest: Digest? = nil) {
        var message = job.message
        message.payload = work
        settle(job, .handOff([Handoff(stage: stage, message: message, digest: Timeline.shortened(digest))]))
    }

    /// A message for a job of its own that comes out of `job`, with this stage's step and no failures counted.
    func offspring(of job: Job<Work>, _ work: [UInt8]) -> Message {
        var message = job.message
        message.attempt = 0
        message.deaths = 0
        message.weight = 1
        message.payload = work
        message.timeline.append(context.step(for: job.delivery, now: WallClock.now().milliseconds))
        return message
    }

    /// One outcome per delivery, in order. What a stage forgot runs again rather than being lost.
    var result: [Outcome] { outcomes.map { $0 ?? .retry(reason: "the stage gave no outcome for this job") } }
}
