/// The state of scoring one scan.
struct ScanScoring {
    private let enriched: EnrichedFacts
    private let rules: PolicyRules
    private var scorer: CVEScorer
    private let indices: [String: Int]
    /// By index into `enriched.cves`; filled when a finding first needs it.
    private var scores: [CVEScore?]
    /// Answers of findings without a CVE, by kind and severity.
    private var severities: [SeverityKey: FindingAnswer] = [:]
    private var findings: [FindingAssessment] = []
    private var suppressed = 0
    /// A finding names a CVE that the enrichment lacks: nothing was read of it.
    private var hasGap = false
    private var namesUnlisted = false

    init(_ enriched: EnrichedFacts, rules: PolicyRules) {
        self.enriched = enriched
        self.rules = rules
        scorer = CVEScorer(context: enriched.context, rules: rules)
        indices = Dictionary(enriched.cves.enumerated().map { ($1.cve, $0) }) { first, _ in first }
        scores = Array(repeating: nil, count: enriched.cves.count)
        findings.reserveCapacity(enriched.facts.findings.count)
    }

    mutating func add(_ finding: FindingFacts) {
        guard !finding.isSuppressed else {
            suppressed += 1
            return
        }
        let answer = finding.cves.isEmpty ? severityAnswer(finding) : answer(of: finding.cves)
        findings.append(
            FindingAssessment(
                fingerprint: finding.fingerprint, verdict: answer.verdict, outcome: answer.outcome,
                probability: answer.probability, dueDays: answer.dueDays, reasons: answer.reasons))
    }

    /// The whole answer, once all findings are added.
    consuming func assessment() -> Assessment {
        let isSorted = zip(findings, findings.dropFirst()).allSatisfy { $0.fingerprint < $1.fingerprint }
        if !isSorted { findings.sort { $0.fingerprint < $1.fingerprint } }
        let inputs = InputFloor(enriched.coverage, rules: rules, namesCVE: !enriched.cves.isEmpty || hasGap, hasGap)
        let worst = findings.map(\.verdict).max() ?? .allow
        return Assessment(
            verdict: max(worst, inputs.verdict), findings: findings, reasons: inputs.reasons + scanReasons(worst),
            probability: probabilityOfAny(), dueDays: findings.compactMap(\.dueDays).min(),
            changeSet: inputs.verdict == .allow ? findings.filter { $0.verdict > .allow }.map(\.fingerprint) : [])
    }

    private mutating func severityAnswer(_ finding: FindingFacts) -> FindingAnswer {
        let key = SeverityKey(kind: finding.kind, severity: finding.severity)
        if let known = severities[key] { return known }
        let answer = FindingAnswer(key, rules)
        severities[key] = answer
        return answer
    }

    private mutating func answer(of cves: [String]) -> FindingAnswer {
        var worst = score(of: cves[0])
        guard cves.count > 1 else { return FindingAnswer(worst, rules) }
        var survival = 1 - worst.probability
        var due = worst.dueDays
        for cve in cves.dropFirst() {
            let other = score(of: cve)
            survival *= 1 - other.probability
            due = [due, other.dueDays].compactMap(\.self).min()
            if other.isWorse(than: worst) { worst = other }
        }
        return FindingAnswer(worst, rules, among: cves.count, probability: RiskModel.rounded(1 - survival), due)
    }

    private mutating func score(of cve: String) -> CVEScore {
        guard let index = indices[cve] else {
            hasGap = true
            namesUnlisted = true
            return scorer.score(CVEFacts(cve: cve, epssE5: nil, isInKEV: false, isRansomware: false))
        }
        if let known = scores[index] { return known }
        let score = scorer.score(enriched.cves[index])
        if !enriched.cves[index].isInKEV { namesUnlisted = true }
        scores[index] = score
        return score
    }

    /// 1 - prod(1 - p) over the CVEs that findings name, in the order of their ids.
    private func probabilityOfAny() -> Double {
        var survival = 1.0
        for score in scores { survival *= 1 - (score?.probability ?? 0) }
        return RiskModel.rounded(1 - survival)
    }

    private func scanReasons(_ worst: Verdict) -> [Reason] {
        var reasons: [Reason] = []
        if findings.isEmpty {
            reasons.append(Reason(.noFindings))
        } else {
            let count = findings.count { $0.verdict == worst }
            reasons.append(Reason(.worstFinding, ["count": String(count), "verdict": worst.rawValue]))
        }
        if suppressed > 0 { reasons.append(Reason(.suppressed, ["count": String(suppressed)])) }
        let namesCVE = hasGap || scores.contains { $0 != nil }
        if namesCVE { reasons += ContextPoint(enriched.context, priors: rules.priors).unknown }
        if namesUnlisted {
            reasons.append(ContextPoint.reason("exploitation", rules.priors.exploitation.summary))
        }
        return reasons
    }
}

private struct SeverityKey: Hashable {
    let kind: FindingKind
    let severity: Severity
}

/// What a finding is given, apart from its fingerprint.
private struct FindingAnswer {
    let verdict: Verdict
    let outcome: String
    let probability: Double
    let dueDays: Int?
    let reasons: [Reason]

    /// A finding with one CVE.
    init(_ score: CVEScore, _ rules: PolicyRules) {
        verdict = score.verdict
        outcome = rules.table.outcomes[score.outcome]
        probability = score.probability
        dueDays = score.dueDays
        reasons = score.reasons
    }

    /// A finding with several, of which `worst` is the worst.
    init(_ worst: CVEScore, _ rules: PolicyRules, among count: Int, probability: Double, _ dueDays: Int?) {
        verdict = worst.verdict
        outcome = rules.table.outcomes[worst.outcome]
        self.probability = probability
        self.dueDays = dueDays
        reasons = worst.reasons + [Reason(.severalCVEs, ["count": String(count), "cve": worst.cve])]
    }

    /// A finding without a CVE: no feed speaks of it, so no probability is stated.
    init(_ key: SeverityKey, _ rules: PolicyRules) {
        let index = rules.outcome(of: key.kind, key.severity)
        verdict = rules.outcomes[index].verdict
        outcome = rules.table.outcomes[index]
        probability = 0
        dueDays = rules.outcomes[index].dueDays
        reasons = [
            Reason(
                .floorSeverity,
                [
                    "kind": key.kind.rawValue, "outcome": outcome, "severity": key.severity.rawValue,
                    "verdict": verdict.rawValue,
                ])
        ]
    }
}
