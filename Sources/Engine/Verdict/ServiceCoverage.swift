/// The states of what a policy demands of a service, and until when they hold.
struct ServiceCoverage {
    private(set) var coverage: [Coverage] = []
    private(set) var validUntil: Timestamp?

    init(_ subject: ServiceSubject, rules: PolicyRules, now: Timestamp) {
        addContext(subject, rules, now)
        addInputs(subject, rules, now)
        coverage.sort { $0.input < $1.input }
    }

    private mutating func addContext(_ subject: ServiceSubject, _ rules: PolicyRules, _ now: Timestamp) {
        let known = subject.context
        for fact in rules.context.required where !known.knows(fact) {
            coverage.append(Coverage(input: ContextRules.input(fact), state: .notChecked))
        }
        guard let days = rules.context.maxAgeDays else { return }
        if !subject.record.stale(at: now, after: days).isEmpty {
            coverage.append(Coverage(input: "context", state: .stale))
        }
        hold(until: subject.record.nextStale(at: now, after: days))
    }

    private mutating func addInputs(_ subject: ServiceSubject, _ rules: PolicyRules, _ now: Timestamp) {
        var states: [InputKind: CoverageState] = [:]
        for requirement in rules.requirements where requirement.applies(to: subject.context) {
            for input in requirement.inputs {
                let state = state(of: input, subject, now)
                if (states[input.kind] ?? .checked) == .checked || state == .notChecked { states[input.kind] = state }
            }
        }
        coverage += states.map { Coverage(input: $0.key.rawValue, state: $0.value) }
    }

    private mutating func state(
        of input: InputRequirement.Input, _ subject: ServiceSubject, _ now: Timestamp
    ) -> CoverageState {
        guard let newest = subject.inputs.filter({ $0.kind == input.kind }).map(\.at).max() else { return .notChecked }
        guard let days = input.maxAgeDays else { return .checked }
        let limit = newest.adding(days: Int64(days))
        guard now < limit else { return .stale }
        hold(until: limit)
        return .checked
    }

    private mutating func hold(until time: Timestamp?) {
        validUntil = [validUntil, time].compactMap(\.self).min()
    }
}
