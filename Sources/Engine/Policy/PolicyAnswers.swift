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
        var answers: [TableAnswer] = []
        for isInKEV in [false, true] {
            for exposure in Exposure.allCases + [nil] {
                for automatable in [false, true, nil] {
                    for impact in HumanImpact.allCases + [nil] {
                        let context = ServiceContext(
                            automatable: automatable, exposure: exposure, humanImpact: impact)
                        answers.append(TableAnswer(isInKEV: isInKEV, context, rules))
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
