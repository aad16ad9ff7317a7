/// What a policy's rules and waivers make of one scan's findings. Rules come first, then waivers, VEX
/// statements last.
struct FindingExceptions {
    private let context: ServiceContext
    private let isKEVRead: Bool
    private let kevFloor: Verdict
    private let rules: PolicyRules
    private let waivers: [Waiver]

    /// Of the policy's waivers those count that `enriched` says were in force.
    init(_ enriched: EnrichedFacts, rules: PolicyRules, kevFloor: Verdict) {
        context = enriched.context
        isKEVRead = enriched.coverage.contains { $0.input == "kev" && $0.state == .checked }
        self.kevFloor = kevFloor
        self.rules = rules
        let inForce = Set(enriched.waivers)
        waivers = inForce.isEmpty ? [] : rules.waivers.filter { inForce.contains($0.name) }
    }

    /// There is nothing to apply.
    var isIdle: Bool { rules.findingRules.isEmpty && waivers.isEmpty }

    /// The assessment after rules and waivers; `cves` are those that the finding names.
    func applied(to assessment: FindingAssessment, _ finding: FindingFacts, _ cves: [CVEFacts]) -> FindingAssessment {
        let probability = finding.cves.isEmpty ? nil : assessment.probability
        func view(_ cve: CVEFacts?) -> FactView {
            FactView(
                finding: finding, cve: cve, context: context, isKEVRead: isKEVRead, probability: probability)
        }
        let views = cves.isEmpty ? [view(nil)] : cves.map(view)
        var state = State(assessment, floor: isHeldByKEV(cves) ? kevFloor : .allow)
        for rule in rules.findingRules where views.contains(where: rule.condition.holds) { state.apply(rule) }
        if state.verdict > assessment.verdict {
            let demanded = rules.outcomes.first { $0.verdict >= state.verdict }
            state.dueDays = [state.dueDays, demanded?.dueDays].compactMap(\.self).min()
        }
        if state.verdict > .allow, let waiver = waivers.first(where: { $0.covers(finding, views) }) {
            state.apply(waiver)
        }
        if state.verdict > .allow { state.apply(ClaimJudgement(finding, rules.vex)) }
        return state.assessment
    }

    private func isHeldByKEV(_ cves: [CVEFacts]) -> Bool {
        rules.kev.isUnwaivable && cves.contains(where: \.isInKEV)
    }
}

/// One finding on its way through the rules.
private struct State {
    private let original: FindingAssessment
    /// The lowest verdict that a waiver may reach.
    private var floor: Verdict
    private(set) var verdict: Verdict
    private var reasons: [Reason]
    var dueDays: Int?

    init(_ assessment: FindingAssessment, floor: Verdict) {
        original = assessment
        self.floor = floor
        verdict = assessment.verdict
        reasons = assessment.reasons
        dueDays = assessment.dueDays
    }

    mutating func apply(_ rule: FindingRule) {
        verdict = max(verdict, rule.verdict)
        if rule.isUnwaivable { floor = max(floor, rule.verdict) }
        reasons.append(
            Reason(.rule, ["name": rule.name, "reason": rule.reason, "verdict": rule.verdict.rawValue]))
    }

    mutating func apply(_ waiver: Waiver) {
        let reached = min(verdict, floor)
        let code: ReasonCode = reached < verdict ? .waived : .waiverRefused
        verdict = reached
        if verdict == .allow { dueDays = nil }
        reasons.append(
            Reason(
                code,
                [
                    "approver": waiver.approver, "expires": waiver.expires.description, "name": waiver.name,
                    "reason": waiver.reason, "verdict": verdict.rawValue,
                ]))
    }

    mutating func apply(_ judgement: ClaimJudgement) {
        switch judgement {
        case .silent: break
        case .refused(let claim, let cause): note(claim, cause)
        case .excused(let claim, let lowest):
            let reached = min(verdict, max(floor, lowest))
            let isLowered = reached < verdict
            verdict = reached
            if verdict == .allow { dueDays = nil }
            note(claim, isLowered ? nil : .floor)
        }
    }

    /// `cause` says why the claim does not count; nil where it does.
    private mutating func note(_ claim: VEXClaim, _ cause: ClaimJudgement.Cause?) {
        var parameters = [
            "author": claim.author, "status": claim.status.rawValue, "verdict": verdict.rawValue,
        ]
        parameters["cause"] = cause?.rawValue
        parameters["justification"] = claim.justification
        reasons.append(Reason(cause == nil ? .vexApplied : .vexNotApplied, parameters))
    }

    var assessment: FindingAssessment {
        FindingAssessment(
            fingerprint: original.fingerprint, verdict: verdict, outcome: original.outcome,
            probability: original.probability, dueDays: dueDays, reasons: reasons)
    }
}
