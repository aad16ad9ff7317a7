/// The lowest verdict that the states of the inputs permit.
struct InputFloor {
    private(set) var verdict = Verdict.allow
    private(set) var reasons: [Reason] = []

    /// An input that is needed and not listed counts as not checked; so do the feeds where the enrichment lacks a CVE.
    init(_ enriched: EnrichedFacts, rules: PolicyRules, namesCVE: Bool, _ hasGap: Bool) {
        let coverage = enriched.coverage
        let needed = (namesCVE ? ["epss", "kev", "report"] : ["report"]) + Self.demanded(of: enriched.context, rules)
        let missing = needed.filter { input in !coverage.contains { $0.input == input } }
        for entry in coverage + missing.map({ Coverage(input: $0, state: .notChecked) }) {
            let isGap = hasGap && FeedName(rawValue: entry.input) != nil
            let state = isGap ? .notChecked : entry.state
            if let kind = InputKind(rawValue: entry.input) {
                addRequired(kind, state, rules, enriched.context)
            } else {
                add(entry.input, state, rules.coverage)
            }
        }
    }

    /// What the policy demands of a service with this context, and facts that it must know and does not.
    private static func demanded(of context: ServiceContext, _ rules: PolicyRules) -> [String] {
        let facts = rules.context.required.filter { !context.knows($0) }.map(ContextRules.input)
        let kinds = rules.requirements.filter { $0.applies(to: context) }.flatMap(\.inputs).map(\.kind.rawValue)
        return facts + Set(kinds).sorted()
    }

    /// One reason for each requirement that names the input.
    private mutating func addRequired(
        _ kind: InputKind, _ state: CoverageState, _ rules: PolicyRules, _ context: ServiceContext
    ) {
        guard state != .checked else { return }
        for requirement in rules.requirements where requirement.applies(to: context) {
            // Of several limits the input may have kept the longer ones: the shortest speaks.
            let limits = requirement.inputs.filter { $0.kind == kind }
            guard !limits.isEmpty else { continue }
            var parameters = [
                "input": kind.rawValue, "name": requirement.name, "verdict": requirement.verdict.rawValue,
            ]
            if state == .stale { parameters["days"] = limits.compactMap(\.maxAgeDays).min().map(String.init) ?? "?" }
            reasons.append(Reason(state == .stale ? .requiredStale : .requiredMissing, parameters))
            verdict = max(verdict, requirement.verdict)
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
