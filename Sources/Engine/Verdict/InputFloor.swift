/// The lowest verdict that the states of the inputs permit.
struct InputFloor {
    private(set) var verdict = Verdict.allow
    private(set) var reasons: [Reason] = []

    /// An input that is needed and not listed counts as not checked; so do the feeds where the enrichment lacks a CVE.
    init(_ coverage: [Coverage], rules: PolicyRules, namesCVE: Bool, _ hasGap: Bool) {
        let needed = namesCVE ? ["epss", "kev", "report"] : ["report"]
        let missing = needed.filter { input in !coverage.contains { $0.input == input } }
        for entry in coverage + missing.map({ Coverage(input: $0, state: .notChecked) }) {
            let isGap = hasGap && FeedName(rawValue: entry.input) != nil
            add(entry.input, isGap ? .notChecked : entry.state, rules.coverage)
        }
    }

    private mutating func add(_ input: String, _ state: CoverageState, _ rules: CoverageRules) {
        let (code, floor): (ReasonCode, Verdict)
        switch state {
        case .checked: return
        case .notChecked: (code, floor) = (.coverageNotChecked, rules.notChecked)
        case .stale: (code, floor) = (.coverageStale, rules.stale)
        }
        reasons.append(Reason(code, ["input": input, "verdict": floor.rawValue]))
        verdict = max(verdict, floor)
    }
}
