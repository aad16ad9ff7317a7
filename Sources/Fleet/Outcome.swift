/// What became of one delivery; its effects are committed before this is returned.
public enum Outcome: Hashable, Sendable {
    /// The job's last stage is done.
    case finished
    /// Not this worker's fault nor the job's: back to the queue, uncounted.
    case giveBack(reason: String)
    /// The next stage goes on, with one message or several.
    case handOff([Handoff])
    /// Ends the job as failed, through a dead letter.
    case reject(Rejection)
    /// A failure that may pass: runs again later, counted.
    case retry(reason: String)
}
