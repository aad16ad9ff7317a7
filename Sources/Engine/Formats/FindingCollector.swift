/// Turns drafts in any order into findings with fingerprints, sorted and unique.
struct FindingCollector {
    private var drafts: [FindingDraft] = []

    mutating func reserve(_ count: Int) { drafts.reserveCapacity(drafts.count + count) }

    mutating func add(_ draft: FindingDraft) { drafts.append(draft) }

    /// Drafts of one identity in one place are one finding; in several places they are numbered in the order of places,
    /// which shifting lines do not change.
    consuming func findings() -> [Finding] {
        let order = drafts.indices.sorted { left, right in
            let one = drafts[left].identity
            let other = drafts[right].identity
            return one == other ? drafts[left].precedes(drafts[right]) : one < other
        }
        var findings: [Finding] = []
        findings.reserveCapacity(order.count)
        var isSorted = true
        var from = 0
        while from < order.count {
            let identity = drafts[order[from]].identity
            var number = 0
            while from < order.count, drafts[order[from]].identity == identity {
                let draft = place(order, from: &from)
                findings.append(draft.finding(identity.occurrence(number).fingerprint))
                isSorted = isSorted && number == 0
                number += 1
            }
        }
        if !isSorted { findings.sort { $0.fingerprint < $1.fingerprint } }
        return findings
    }

    /// All drafts in the place of the one at `from`, as one.
    private func place(_ order: [Int], from: inout Int) -> FindingDraft {
        var draft = drafts[order[from]]
        from += 1
        while from < order.count, drafts[order[from]].identity == draft.identity,
            draft.isRepeated(by: drafts[order[from]])
        {
            draft.merge(drafts[order[from]])
            from += 1
        }
        return draft
    }
}
