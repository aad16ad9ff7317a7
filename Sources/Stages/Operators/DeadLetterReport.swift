public import Store

/// What became of the dead letters that an operator named.
public struct DeadLetterReport: Hashable, Sendable {
    /// The refusals that are told one by one; all are counted.
    public static let refusalLimit = 100

    public let isDryRun: Bool
    /// Letters that were redriven or discarded.
    public private(set) var done = 0
    /// Letters that were left, by the reason.
    public private(set) var refused: [DeadLetterPage.Refusal.Code: Int] = [:]
    public private(set) var refusals: [DeadLetterPage.Refusal] = []
    /// Scans that are queued again.
    public private(set) var scans = 0
    /// Decisions that are made again.
    public private(set) var rescored = 0

    private(set) var isUnfinished = true
    private(set) var last: Int64 = 0
    private var seen: Set<Int64> = []

    init(isDryRun: Bool) { self.isDryRun = isDryRun }

    /// Letters that matched.
    public var matched: Int { done + refused.values.reduce(0, +) }

    mutating func add(_ page: DeadLetterPage) {
        done += page.done.count
        scans += page.scans.count
        rescored += page.rescored
        for refusal in page.refused { add(refusal) }
        seen.formUnion(page.done + page.refused.map(\.id))
        isUnfinished = page.last != nil
        last = page.last ?? last
    }

    /// Numbers that were given and that no letter has.
    mutating func refuseMissing(of selection: DeadLetterSelection) {
        guard case .ids(let ids) = selection else { return }
        for id in Set(ids).subtracting(seen).sorted() {
            add(DeadLetterPage.Refusal(id: id, code: .notFound, reason: "there is no dead letter \(id)"))
        }
    }

    private mutating func add(_ refusal: DeadLetterPage.Refusal) {
        refused[refusal.code, default: 0] += 1
        if refusals.count < Self.refusalLimit { refusals.append(refusal) }
    }
}
