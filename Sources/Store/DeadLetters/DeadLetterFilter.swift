/// Which dead letters are meant: terms that all hold, such as `stage=score and error~timeout and age>2h`.
///
/// A filter that says nothing of `state` means the open ones.
public struct DeadLetterFilter: Hashable, Sendable {
    /// Every letter that nobody has redriven or discarded.
    public static let open = DeadLetterFilter(terms: [])

    let terms: [DeadLetterTerm]

    init(terms: [DeadLetterTerm]) {
        let isOfState = terms.contains { $0.field == .state }
        let open = DeadLetterTerm(field: .state, comparison: .equal, value: .text(StoredDeadLetter.State.open.rawValue))
        self.terms = isOfState ? terms : terms + [open]
    }

    /// Reads `FIELD OPERATOR VALUE and …`. A value with spaces or operators in it stands in quotes.
    public init(parsing text: String) throws(DeadLetterFilterProblem) {
        var scanner = DeadLetterFilterScanner(text)
        var terms: [DeadLetterTerm] = []
        repeat { terms.append(try scanner.term()) } while try scanner.goesOn()
        self.init(terms: terms)
    }
}
