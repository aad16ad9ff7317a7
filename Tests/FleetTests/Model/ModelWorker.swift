/// A process of the fleet: it reads any stage.
struct ModelWorker {
    /// A batch between its reading and its settlement.
    struct Batch {
        /// What has been done. Each act may be the last one before a crash.
        enum Phase {
            case read, committed, buried, handedOn, settledEarly
        }

        let place: Int
        var entries: [ModelStream.Entry]
        var phase = Phase.read
        var endings: [Ending] = []
    }

    /// What becomes of an entry, as the runner's `Ending`.
    enum Ending {
        case dead(ModelLedger.Cause)
        case settled(ModelQueue.Settlement)
    }

    static let batchLimit = 2

    /// Never used twice.
    let consumer: Int
    var batches: [Batch] = []
    var isCut = false
    var isStopped = false

    init(consumer: Int) { self.consumer = consumer }

    var reachesRedis: Bool { !isCut && !isStopped }

    var runsSuspect: Bool { batches.contains { $0.place % 2 == 1 } }
}
