/// What happens to an entry, after the stage's own effects are committed.
enum Ending: Sendable {
    /// The job is over: the entry is acknowledged and the job key deleted.
    case finished(job: String)
    /// The next stage has it; the text is this job's name.
    case handedOff([Handoff], from: String)
    /// It runs again later from `:delayed`, with `message` as it then stands. A failure was counted in it or not; a suspect
    /// without one stays in `:alone`.
    case later(message: [UInt8], milliseconds: Int64, isCounted: Bool)
    /// It goes back to its queue at once, as it came.
    case returned
    /// It ends as failed. Its row has to be written first.
    indirect case dead(DeadLetter)

    /// The closed set of values of the metric label `outcome`.
    enum Label: String, CaseIterable {
        case dead
        case finished
        case givenBack = "given_back"
        case handedOff = "handed_off"
        case retried
    }

    var label: Label {
        switch self {
        case .dead: .dead
        case .finished: .finished
        case .handedOff: .handedOff
        case .later(_, _, let isCounted): isCounted ? .retried : .givenBack
        case .returned: .givenBack
        }
    }

    var isDead: Bool { if case .dead = self { true } else { false } }

    /// The job's name; nil where its message was not read.
    var job: String? {
        switch self {
        case .dead(let letter): letter.message.job
        case .finished(let job), .handedOff(_, from: let job): job
        case .later, .returned: nil
        }
    }
}
