/// What a policy answers whatever the findings are, worked out once when the policy is made.
struct PolicyAnswers: Sendable {
    /// By exploitation (KEV or not), exposure, automatable, human impact; the place behind the last value is "unknown".
    private let table: [TableAnswer]
    /// By kind and severity.
    private let severities: [SeverityAnswer]
    /// What is said of each fact that nobody declared.
    let unknownAutomatable: Reason
    let unknownExploitation: Reason
    let unknownExposure: Reason
    let unknownHumanImpact: Reason

    init(_ rules: PolicyRules) {
        let priors = rules.priors
        table = Self.table(rules)
        severities = FindingKind.allCases.flatMap { kind in
            Severity.allCases.map { SeverityAnswer(kind, $0, rules) }
        }
        unknownAutomatable = Self.unknown("automatable", priors.automatable.summary)
        unknownExploitation = Self.unknown("exploitation", priors.exploitation.summary)
        unknownExposure = Self.unknown("exposure", priors.exposure.summary)
        unknownHumanImpact = Self.unknown("human_impact", priors.humanImpact.summary)
    }

    func tableAnswer(isInKEV: Bool, _ context: ServiceContext) -> TableAnswer {
        var index = isInKEV ? 1 : 0
        index = index * 4 + place(context.exposure)
        index = index * 3 + (context.automatable.map { $0 ? 1 : 0 } ?? 2)
        index = index * 5 + place(context.humanImpact)
        return table[index]
    }

    func severityAnswer(_ kind: FindingKind, _ severity: Severity) -> SeverityAnswer {
        severities[place(kind) * Severity.allCases.count + place(severity)]
    }

    private static func table(_ rules: PolicyRules) -> [TableAnswer] {
        let priors = rules.priors
        var answers: [TableAnswer] = []
        for exploitation in [priors.exploitation, Distribution(.active)] {
            for exposure in Exposure.allCases.map({ Distribution($0) }) + [priors.exposure] {
                for automatable in Automatable.allCases.map({ Distribution($0) }) + [priors.automatable] {
                    for impact in HumanImpact.allCases.map({ Distribution($0) }) + [priors.humanImpact] {
                        let weights = [
                            exploitation.weights, exposure.weights, automatable.weights, impact.weights,
                        ]
                        answers.append(TableAnswer(weights, rules))
                    }
                }
            }
        }
        return answers
    }

    private static func unknown(_ fact: String, _ assumed: String) -> Reason {
        Reason(.unknownFact, ["assumed": assumed, "fact": fact])
    }
}

/// The position of a value among its kind's; behind the last where there is none.
private func place<Value: CaseIterable & Equatable>(_ value: Value?) -> Int {
    var position = 0
    for candidate in Value.allCases {
        if candidate == value { return position }
        position += 1
    }
    return position
}

/// The table's answer for one distribution over its points.
struct TableAnswer: Sendable {
    /// An index into the policy's outcomes.
    let outcome: Int
    let verdict: Verdict
    let reason: Reason

    init(_ weights: [[Double]], _ rules: PolicyRules) {
        outcome = rules.table.quantile(rules.quantile, of: rules.table.pushForward(weights))
        verdict = rules.outcomes[outcome].verdict
        reason = Reason(
            .table,
            [
                "outcome": rules.table.outcomes[outcome], "table": rules.table.name, "verdict": verdict.rawValue,
            ])
    }
}

/// The answer for a finding that names no CVE.
struct SeverityAnswer: Sendable {
    let verdict: Verdict
    let outcome: String
    let dueDays: Int?
    let reasons: [Reason]

    init(_ kind: FindingKind, _ severity: Severity, _ rules: PolicyRules) {
        let index = rules.outcome(of: kind, severity)
        verdict = rules.outcomes[index].verdict
        outcome = rules.table.outcomes[index]
        dueDays = rules.outcomes[index].dueDays
        reasons = [
            Reason(
                .floorSeverity,
                [
                    "kind": kind.rawValue, "outcome": outcome, "severity": severity.rawValue,
                    "verdict": verdict.rawValue,
                ])
        ]
    }
}
