/// One line of the ledger that is counted from what is stored.
struct Finding: Sendable {
    /// What a count other than 0 means.
    enum Kind: String, Sendable {
        case lost, doubled, mismatch, resurrected
    }

    let kind: Kind
    /// For people.
    let title: String
    let count: Int
    /// A few of them, to look at.
    let examples: [String]
}
