import JSON

/// What in a ledger contradicts what the fleet promises. It reads the ledger's JSON and nothing else, so that a recorded
/// ledger can be judged again.
struct Judgement: Sendable {
    /// One sentence each; none where the run proves what it is for.
    let faults: [String]

    var isClean: Bool { faults.isEmpty }

    init(_ ledger: JSONValue) { faults = Self.rules.compactMap { $0.fault(in: ledger) } + Self.staying(ledger) }

    /// A place in the ledger, and what it must hold.
    private struct Rule: Sendable {
        enum Demand: Sendable { case nothing, something }

        let place: [String]
        let demand: Demand
        /// Follows the count in the sentence.
        let sentence: String

        /// Nil where the ledger holds what it must. A place that is not there is a fault too.
        func fault(in ledger: JSONValue) -> String? {
            guard let amount = Judgement.amount(at: place, in: ledger) else {
                return "the ledger does not say \(place.joined(separator: "."))"
            }
            return (amount == 0) == (demand == .nothing) ? nil : "\(amount) \(sentence)"
        }
    }

    private static let rules =
        [
            none("lost", "lost"),
            none("doubled", "doubled"),
            none("mismatches", "that differ from what they must be"),
            none("resurrected", "that ran after their end"),
            none("failed", "failed although nothing was wrong with them"),
            none("wrong_answers", "answers that the API does not promise"),
            none("unexpected_ends", "ends of processes that nobody asked for"),
            none("left_by_drains", "leftovers of processes that drained while the servers were well"),
            none("never_taken_over", "jobs of killed workers that nobody took over"),
            some("scans", "scans: the run proves nothing"),
            some("decided", "accepted scans decided: the run proves nothing"),
            some("replayed", "decisions made again from their evidence: the run proves nothing"),
        ] + leftovers("remains", "when the fleet should have been quiet")
        + leftovers("after_drain", "after the fleet had stopped")

    private static func leftovers(_ place: String, _ when: String) -> [Rule] {
        [
            ("pending", "entries delivered and not settled"), ("unread", "entries that nobody has read"),
            ("delayed", "delayed messages"), ("job_keys", "marks of jobs in a queue"),
            ("stream_length", "entries in streams"),
        ].map { Rule(place: [place, $0.0], demand: .nothing, sentence: "\($0.1) \(when)") }
    }

    private static func none(_ place: String, _ sentence: String) -> Rule {
        Rule(place: [place], demand: .nothing, sentence: sentence)
    }

    private static func some(_ place: String, _ sentence: String) -> Rule {
        Rule(place: [place], demand: .something, sentence: sentence)
    }

    /// What is no count: a fleet that never fell quiet, and consumers of processes that stopped in order at the end. The
    /// consumers of killed processes own nothing and stay for an hour; the final drain must not add to them.
    private static func staying(_ ledger: JSONValue) -> [String] {
        var faults: [String] = []
        if ledger["quiet_after_seconds"]?.double == nil { faults.append("the fleet never fell quiet") }
        guard let before = amount(at: ["remains", "dead_consumers"], in: ledger),
            let after = amount(at: ["after_drain", "dead_consumers"], in: ledger)
        else { return faults + ["the ledger does not say how many consumers the dead left"] }
        if after > before { faults.append("\(after - before) consumers left by processes that stopped at the end") }
        return faults
    }

    /// A number, the length of a list, or the sum of an object's numbers.
    private static func amount(at place: [String], in ledger: JSONValue) -> Int64? {
        let value = place.reduce(Optional(ledger)) { $0?[$1] }
        return switch value {
        case .integer(let count): count
        case .array(let entries): Int64(entries.count)
        case .object(let counts): counts.values.reduce(0) { $0 + ($1.integer ?? 1) }
        default: nil
        }
    }
}
