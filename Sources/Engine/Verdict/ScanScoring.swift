/// The state of scoring one scan.
struct ScanScoring {
    private let enriched: EnrichedFacts
    private let policy: Policy
    private let scorer: CVEScorer
    private let exceptions: FindingExceptions
    private let indices: [String: Int]
    /// By index into `enriched.cves`; filled when a finding first needs it.
    private var scores: [CVEScore?]
    private var findings: [FindingAssessment] = []
    private var suppressed = 0
    /// A finding names a CVE that the enrichment lacks: nothing was read of it.
    private var hasGap = false

    init(_ enriched: EnrichedFacts, policy: Policy) {
        self.enriched = enriched
        self.policy = policy
        scorer = CVEScorer(context: enriched.context, policy: policy)
        exceptions = FindingExceptions(enriched, rules: policy.rules, kevFloor: scorer.floor)
        var indices = [String: Int](minimumCapacity: enriched.cves.count)
        for (index, facts) in enriched.cves.enumerated() { indices[facts.cve] = index }
        self.indices = indices
        scores = Array(repeating: nil, count: enriched.cves.count)
        findings.reserveCapacity(enriched.facts.findings.count)
    }

    mutating func add(_ finding: FindingFacts) {
        guard !finding.isSuppressed else {
            suppressed += 1
            return
        }
        let assessment = finding.cves.isEmpty ? rated(finding) : scored(finding)
        let isPlain = exceptions.isIdle && finding.claims.isEmpty
        findings.append(valued(isPlain ? assessment : excepted(assessment, finding), finding))
    }

    /// A person who looks at what is deferred begins where an answer is worth most.
    private func valued(_ assessment: FindingAssessment, _ finding: FindingFacts) -> FindingAssessment {
        guard assessment.verdict == .defer, !finding.cves.isEmpty else { return assessment }
        return assessment.worth(scorer.informationValue(of: assessment.probability))
    }

    private func excepted(_ assessment: FindingAssessment, _ finding: FindingFacts) -> FindingAssessment {
        let cves = finding.cves.map { cve in
            indices[cve].map { enriched.cves[$0] }
                ?? CVEFacts(cve: cve, epssE5: nil, isInKEV: false, isRansomware: false)
        }
        return exceptions.applied(to: assessment, finding, cves)
    }

    /// The whole answer, once all findings are added.
    consuming func assessment() -> Assessment {
        let isSorted = zip(findings, findings.dropFirst()).allSatisfy { $0.fingerprint < $1.fingerprint }
        if !isSorted { findings.sort { $0.fingerprint < $1.fingerprint } }
        let inputs = InputFloor(
            enriched, rules: policy.rules, namesCVE: !enriched.cves.isEmpty || hasGap, hasGap)
        let worst = findings.map(\.verdict).max() ?? .allow
        return Assessment(
            verdict: max(worst, inputs.verdict), findings: findings, reasons: inputs.reasons + scanReasons(worst),
            probability: probabilityOfAny(), dueDays: findings.compactMap(\.dueDays).min(),
            changeSet: inputs.verdict == .allow ? findings.filter { $0.verdict > .allow }.map(\.fingerprint) : [],
            model: policy.model)
    }

    /// No feed speaks of a finding without a CVE, so its probability is not stated: 0 stands for that.
    private func rated(_ finding: FindingFacts) -> FindingAssessment {
        let answer = policy.answers.severityAnswer(finding.kind, finding.severity)
        return FindingAssessment(
            fingerprint: finding.fingerprint, verdict: answer.verdict, outcome: answer.outcome, probability: 0,
            dueDays: answer.dueDays, reasons: answer.reasons)
    }

    private mutating func scored(_ finding: FindingFacts) -> FindingAssessment {
        var worst = score(of: finding.cves[0])
        var survival = 1 - worst.probability
        var due = worst.dueDays
        for cve in finding.cves.dropFirst() {
            let other = score(of: cve)
            survival *= 1 - other.probability
            due = [due, other.dueDays].compactMap(\.self).min()
            if other.isWorse(than: worst) { worst = other }
        }
        let count = finding.cves.count
        let isOne = count == 1
        let several = isOne ? [] : [Reason(.severalCVEs, ["count": String(count), "cve": worst.cve])]
        return FindingAssessment(
            fingerprint: finding.fingerprint, verdict: worst.verdict,
            outcome: policy.rules.table.outcomes[worst.outcome],
            probability: isOne ? worst.probability : RiskModel.rounded(1 - survival), dueDays: due,
            reasons: isOne ? worst.reasons : worst.reasons + several)
    }

    private mutating func score(of cve: String) -> CVEScore {
        guard let index = indices[cve] else {
            hasGap = true
            return scorer.score(CVEFacts(cve: cve, epssE5: nil, isInKEV: false, isRansomware: false))
        }
        if let known = scores[index] { return known }
        let score = scorer.score(enriched.cves[index])
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
        return reasons + unknownFacts
    }

    /// The facts that were evaluated with a prior because nobody declared them, as far as a CVE's score read them.
    private var unknownFacts: [Reason] {
        guard hasGap || scores.contains(where: { $0 != nil }) else { return [] }
        let context = enriched.context
        let answers = policy.answers
        let readsPrior = hasGap || zip(scores, enriched.cves).contains { $0 != nil && !$1.isInKEV }
        return [
            context.automatable == nil ? answers.unknownAutomatable : nil,
            context.exposure == nil ? answers.unknownExposure : nil,
            context.humanImpact == nil ? answers.unknownHumanImpact : nil,
            readsPrior ? answers.unknownExploitation : nil,
            answers.tableAnswer(isInKEV: !readsPrior, context).askFirst,
        ].compactMap(\.self)
    }
}
