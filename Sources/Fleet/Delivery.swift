/// One message as a stage receives it.
public struct Delivery: Sendable {
    public let message: Message
    /// How often the job has been delivered to this stage, as far as its message tells; 1 for the first time.
    public let deliveryCount: Int
    let entry: PulledEntry
    /// The message's own `trace`, where `message` names this delivery's span instead; nil where nothing is traced.
    private(set) var receivedTrace: String?

    /// A delivery for a stage's own tests; no runner settles it.
    public init(message: Message) {
        let lane = Lane(shard: 0, stage: .normalize, jobClass: message.jobClass, number: 0)
        self.init(message: message, entry: PulledEntry(id: "0-0", isAlone: false, lane: lane, message: []))
    }

    init(message: Message, entry: PulledEntry) {
        self.message = message
        // A suspect was delivered once before its first owner died, and once more for each death alone.
        deliveryCount = 1 + message.attempt + message.deaths + (entry.isAlone ? 1 : 0)
        self.entry = entry
    }

    /// How long it lay in its queue by the server's clock, which is taken to agree with this machine's.
    func queueMilliseconds(until start: Int64) -> Int64 { entry.addedAt > 0 ? max(0, start - entry.addedAt) : 0 }

    /// The same with `trace` as what the stage's work belongs to; the message's own stays known, however often this is done.
    func traced(by trace: String) -> Delivery {
        var message = message
        message.trace = trace
        var traced = Delivery(message: message, entry: entry)
        traced.receivedTrace = receivedTrace ?? self.message.trace
        return traced
    }

    /// The message as it runs again after a failure: below the span that sent it, linked to the one that failed first.
    var messageToRetry: Message {
        guard let receivedTrace else { return message }
        var message = message
        if message.firstTrace.isEmpty { message.firstTrace = message.trace }
        message.trace = receivedTrace
        return message
    }
}
