internal import JSON

/// A held entry and what its bytes mean.
struct DecodedEntry: Sendable {
    /// What is to be done with it.
    enum Reading {
        case ends(Ending)
        case runs(Delivery)
    }

    /// How long a message of a newer build waits for a worker that can read it, in milliseconds.
    static let skewDelay: Int64 = 5_000

    let entry: PulledEntry
    let message: Result<Message, MessageError>

    init(_ entry: PulledEntry) {
        self.entry = entry
        message = Result { () throws(MessageError) in try Message(decoding: entry.message) }
    }

    func reading(stage: StageName, deathLimit: Int) -> Reading {
        switch message {
        case .failure(.newerVersion):
            return .ends(.later(message: entry.message, milliseconds: Self.skewDelay, isCounted: false))
        case .failure(.unreadable(let reason)):
            let letter = DeadLetter(message: salvaged, stage: stage, code: "unreadable-message", reason: reason)
            return .ends(.dead(letter))
        case .success(let message) where message.deaths >= deathLimit:
            let last = message.lastOwner.isEmpty ? "" : ", at last \(message.lastOwner)"
            let reason = "the process that ran this job alone died, \(message.deaths) times\(last)"
            return .ends(.dead(DeadLetter(message: message, stage: stage, code: "worker-died", reason: reason)))
        case .success(let message):
            return .runs(Delivery(message: message, entry: entry))
        }
    }

    var isOfNewerVersion: Bool { if case .failure(.newerVersion) = message { true } else { false } }

    /// A message that names the unreadable one as far as it can be known, with its bytes as text under `work`.
    private var salvaged: Message {
        let value = try? JSONValue(parsing: entry.message)
        // PostgreSQL's text takes every character but NUL.
        func text(_ name: String) -> String { value?[name]?.string?.replacing("\0", with: "") ?? "" }
        let job = text("job").isEmpty ? text("scan") : text("job")
        return Message(
            job: job.isEmpty ? "\(entry.stream)/\(entry.id)" : job, scan: text("scan"), tenant: text("tenant"),
            service: text("service"), source: text("source"), sequence: value?["seq"]?.integer ?? 0,
            jobClass: entry.lane.jobClass,
            payload: JSONValue.object(["unreadable": .string(String(decoding: entry.message, as: UTF8.self))]).canonical
        )
    }
}
