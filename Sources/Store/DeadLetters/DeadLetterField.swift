/// What a filter can ask about.
enum DeadLetterField: String, CaseIterable, Hashable, Sendable {
    case age
    case attempts
    case `class`
    case code
    case deaths
    case engine
    case error
    case job
    case letter = "id"
    case scan
    case service
    case source
    case stage
    case state
    case times
    case worker

    /// What its values look like.
    enum Kind: Hashable {
        case choice([String])
        case duration
        case number
        /// Long text, of which only a part can be asked for.
        case prose
        case text
    }

    var kind: Kind {
        switch self {
        case .age: .duration
        case .attempts, .deaths, .engine, .letter, .times: .number
        case .class: .choice(["bulk", "live"])
        case .code, .job, .scan, .service, .source, .worker: .text
        case .error: .prose
        case .stage: .choice(["enrich", "evidence", "normalize", "score"])
        case .state: .choice(StoredDeadLetter.State.allCases.map(\.rawValue))
        }
    }

    /// The comparisons that make sense for it.
    var comparisons: [DeadLetterTerm.Comparison] {
        switch kind {
        case .choice: [.equal, .unequal]
        case .duration: [.greater, .less, .notGreater, .notLess]
        case .number: [.equal, .unequal, .greater, .less, .notGreater, .notLess]
        case .prose: [.contains, .lacks]
        case .text: [.equal, .unequal, .contains, .lacks]
        }
    }
}
