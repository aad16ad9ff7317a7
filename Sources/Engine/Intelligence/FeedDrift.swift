/// How far held scores moved between two EPSS files.
public struct FeedDrift: Hashable, Sendable {
    /// CVEs that both files have.
    public let held: Int
    /// Those whose probability moved by 0.1 or more.
    public let moved: Int

    public init(held: Int, moved: Int) {
        self.held = held
        self.moved = moved
    }

    /// Compares two lists that are sorted by CVE.
    public init(from old: [EPSSRow], to new: [EPSSRow]) {
        var held = 0
        var moved = 0
        var index = 0
        for row in new {
            while index < old.count, old[index].cve < row.cve { index += 1 }
            guard index < old.count, old[index].cve == row.cve else { continue }
            held += 1
            if abs(old[index].scoreE5 - row.scoreE5) >= FeedGate.driftStepE5 { moved += 1 }
        }
        self.init(held: held, moved: moved)
    }
}
