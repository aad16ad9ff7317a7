/// Turns drafts in any order into findings with fingerprints, sorted and unique.
struct FindingCollector {
    private var drafts: [FindingDraft] = []

    mutating func reserve(_ count: Int) { drafts.reserveCapacity(drafts.count + count) }

    mutating func add(_ draft: FindingDraft) { drafts.append(draft) }

    /// Drafts of one identity in one place are one finding; in several places they are numbered in the order of places,
    /// which shifting lines do not change.
    consuming func findings() -> [Finding] {
        let places = sortedPlaces()
        var findings: [Finding] = []
        findings.reserveCapacity(places.count)
        var isSorted = true
        var from = 0
        while from < places.count {
            let identity = places[from].identity
            var number = 0
            while from < places.count, places[from].identity == identity {
                findings.append(finding(places, from: &from, number))
                isSorted = isSorted && number == 0
                number += 1
            }
        }
        if !isSorted { findings.sort { $0.fingerprint < $1.fingerprint } }
        return findings
    }

    /// A draft's identity beside its index, so that sorting and comparing touch no draft.
    private typealias Place = (identity: IdentityDigest, draft: Int)

    private func sortedPlaces() -> [Place] {
        let places: [Place] = drafts.indices.map { (drafts[$0].identity, $0) }
        return places.sorted { left, right in
            left.identity == right.identity
                ? drafts[left.draft].precedes(drafts[right.draft]) : left.identity < right.identity
        }
    }

    /// All drafts in the place of the one at `from`, as one finding.
    private func finding(_ places: [Place], from: inout Int, _ number: Int) -> Finding {
        let first = places[from]
        from += 1
        let fingerprint = first.identity.occurrence(number).fingerprint
        guard from < places.count, isRepeat(places[from], of: first) else {
            return drafts[first.draft].finding(fingerprint)
        }
        var draft = drafts[first.draft]
        while from < places.count, isRepeat(places[from], of: first) {
            draft.merge(drafts[places[from].draft])
            from += 1
        }
        return draft.finding(fingerprint)
    }

    private func isRepeat(_ other: Place, of first: Place) -> Bool {
        first.identity == other.identity && drafts[first.draft].isRepeated(by: drafts[other.draft])
    }
}
