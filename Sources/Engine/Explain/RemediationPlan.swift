/// What to do about the findings that are not ALLOW, merged by component or rule, worst first.
struct RemediationPlan {
    let steps: [RemediationStep]

    /// `texts` must know the findings; one that it does not know is left out.
    init(_ assessments: [FindingAssessment], _ texts: FindingTexts) {
        var groups: [Key: [(assessment: FindingAssessment, finding: Finding)]] = [:]
        for assessment in assessments where assessment.verdict > .allow {
            guard let finding = texts.finding(assessment.fingerprint) else { continue }
            groups[Key(finding), default: []].append((assessment, finding))
        }
        steps = groups.map { key, members in
            RemediationStep(
                action: key.action, subject: key.subject, version: Self.version(members.map(\.finding.fixedIn)),
                findings: members.map(\.assessment).sorted { $0.fingerprint < $1.fingerprint })
        }.sorted { left, right in
            if left.verdict != right.verdict { return left.verdict > right.verdict }
            if left.dueDays != right.dueDays { return left.dueDays ?? .max < right.dueDays ?? .max }
            if left.findings.count != right.findings.count { return left.findings.count > right.findings.count }
            return (left.subject, left.action.rawValue) < (right.subject, right.action.rawValue)
        }
    }

    /// What findings of one step share.
    private struct Key: Hashable {
        let action: RemediationStep.Action
        let subject: String

        init(_ finding: Finding) {
            let rule = finding.ids.first ?? finding.title
            switch finding.kind {
            case .license: (action, subject) = (.replace, finding.component ?? rule)
            case .misconfiguration: (action, subject) = (.changeConfiguration, rule)
            case .secret: (action, subject) = (.rotate, rule)
            case .vulnerability:
                (action, subject) = (finding.fixedIn.isEmpty ? .mitigate : .upgrade, finding.component ?? rule)
            case .weakness: (action, subject) = (.changeCode, rule)
            }
        }
    }

    /// The lowest version that each finding is fixed in, and of those the highest: it fixes them all.
    private static func version(_ fixes: [[String]]) -> String? {
        let lowest = fixes.compactMap { $0.min { VersionOrder.isLower($0, $1) } }
        return lowest.max { VersionOrder.isLower($0, $1) }
    }
}
