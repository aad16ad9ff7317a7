public import Hashing
public import JSON

/// A decision as the command line, HTTP and the fingerprint cache show it. The only builder of that object.
public enum DecisionAnswer {
    /// The object of a decision.
    ///
    /// - Parameters:
    ///   - document: gives findings their ids, components, locations and titles; without it they have their CVEs alone.
    ///   - findingLimit: at most so many of the worst findings that are not ALLOW; nil for all findings.
    ///   - feeds: the feeds that were held, for the times of coverage and the names of samples.
    public static func json(
        for decision: Decision, decisionID: ScanID?, enriched: EnrichedFacts, document: Document?, evidence: Digest?,
        findingLimit: Int? = nil, superseded: Bool = false, feeds: [FeedHeader] = []
    ) -> JSONValue {
        let assessment = decision.assessment
        let shown = shownFindings(assessment, findingLimit)
        let texts = FindingTexts(enriched.facts, document)
        var members: [String: JSONValue] = [
            "change_set": .array(assessment.changeSet.map { .string($0.description) }),
            "context": context(enriched.context),
            "counts": counts(assessment, enriched.facts),
            "coverage": .array(decision.coverage.map { coverage($0, feeds, document?.stateReason) }),
            "decided_at": .string(decision.decidedAt.description),
            "due": decision.due.map { .string($0.description) } ?? .null,
            "feeds": feedsJSON(decision.epoch, feeds),
            "findings": .array(shown.map { finding($0, texts) }),
            "policy": policy(decision.policy, override: enriched.override),
            "reason_codes": codes(assessment.reasons),
            "reasons": sentences(assessment.reasons),
            "remediation": .array(
                RemediationPlan(shown, texts).steps.prefix(remediationLimit).map {
                    $0.json(owner: enriched.context.owner)
                }),
            "risk": risk(assessment),
            "scan": .string(decision.scan.description),
            "service": .string(decision.service),
            "source": .string(decision.source),
            "verdict": .string(decision.assessment.verdict.rawValue),
        ]
        members["model"] = assessment.model.map {
            ["digest": .string($0.digest.description), "name": .string($0.name)]
        }
        members["decision"] = decisionID.map { .string($0.description) }
        members["evidence"] = evidence.map { ["sha256": .string($0.description)] }
        members["valid_until"] = decision.validUntil.map { .string($0.description) }
        if shown.count < assessment.findings.count {
            members["findings_omitted"] = .integer(Int64(assessment.findings.count - shown.count))
        }
        if superseded { members["superseded"] = true }
        return .object(members)
    }

    /// Steps that an answer holds at most.
    private static let remediationLimit = 100

    /// Worst first; of what is deferred that first whose answer is worth most; then by probability and fingerprint.
    private static func shownFindings(_ assessment: Assessment, _ limit: Int?) -> [FindingAssessment] {
        let candidates = limit == nil ? assessment.findings : assessment.findings.filter { $0.verdict > .allow }
        let sorted = candidates.sorted { left, right in
            if left.verdict != right.verdict { return left.verdict > right.verdict }
            let (one, other) = (left.informationValue ?? 0, right.informationValue ?? 0)
            if one != other { return one > other }
            if left.probability != right.probability { return left.probability > right.probability }
            return left.fingerprint < right.fingerprint
        }
        return limit.map { Array(sorted.prefix($0)) } ?? sorted
    }

    private static func policy(_ reference: PolicyReference, override: String?) -> JSONValue {
        var members: [String: JSONValue] = [
            "digest": .string(reference.digest.description), "name": .string(reference.name),
        ]
        members["origin"] = reference.origin.map(JSONValue.string)
        members["override"] = override.map(JSONValue.string)
        return .object(members)
    }

    /// What is known of the service, and the business facts that nobody declared.
    private static func context(_ context: ServiceContext) -> JSONValue {
        var members = (try? JSONValue(parsing: context.canonical))?.object ?? [:]
        let unknown = ContextFact.business.filter { !context.knows($0) }.map { JSONValue.string($0.rawValue) }
        members["unknown"] = unknown.isEmpty ? nil : .array(unknown)
        return .object(members)
    }

    private static func counts(_ assessment: Assessment, _ facts: Facts) -> JSONValue {
        func count(_ verdict: Verdict) -> JSONValue {
            .integer(Int64(assessment.findings.count { $0.verdict == verdict }))
        }
        return [
            "allow": count(.allow), "block": count(.block), "defer": count(.defer),
            "findings": .integer(Int64(facts.findings.count)),
            "suppressed": .integer(Int64(facts.findings.count(where: \.isSuppressed))),
        ]
    }

    private static func coverage(_ entry: Coverage, _ feeds: [FeedHeader], _ reportReason: String?) -> JSONValue {
        let at = feeds.first { $0.name.rawValue == entry.input }?.freshSince
        var members: [String: JSONValue] = [
            "at": at.map { .string($0.description) } ?? .null, "input": .string(entry.input),
            "state": .string(entry.state.rawValue),
        ]
        if entry.input == "report", entry.state != .checked { members["reason"] = reportReason.map(JSONValue.string) }
        return .object(members)
    }

    private static func feedsJSON(_ epoch: Int64, _ feeds: [FeedHeader]) -> JSONValue {
        var members: [String: JSONValue] = ["epoch": .integer(epoch)]
        for header in feeds {
            members[header.name.rawValue] = [
                "as_of": .string(header.asOf.description), "rows": .integer(Int64(header.rows)),
                "sample": .bool(header.isSample), "version": .string(header.version),
            ]
        }
        return .object(members)
    }

    /// The probability of at least one compromise, with the bounds of Fréchet: whatever the findings' dependence is.
    private static func risk(_ assessment: Assessment) -> JSONValue {
        let single = assessment.findings.map(\.probability)
        return [
            "lower": .number(single.max() ?? 0), "p": .number(assessment.probability),
            "upper": .number(RiskModel.rounded(min(1, single.reduce(0, +)))),
        ]
    }

    private static func finding(_ assessment: FindingAssessment, _ texts: FindingTexts) -> JSONValue {
        var members = texts.members(of: assessment.fingerprint)
        let isRated = assessment.reasons.contains { $0.code == .floorSeverity }
        members["due_days"] = assessment.dueDays.map { .integer(Int64($0)) } ?? .null
        members["fingerprint"] = .string(assessment.fingerprint.description)
        members["reason_codes"] = codes(assessment.reasons)
        members["reasons"] = sentences(assessment.reasons)
        var risk: [String: JSONValue] = [
            "outcome": .string(assessment.outcome), "p": isRated ? .null : .number(assessment.probability),
        ]
        risk["information_value"] = assessment.informationValue.map(JSONValue.number)
        members["risk"] = .object(risk)
        members["verdict"] = .string(assessment.verdict.rawValue)
        return .object(members)
    }

    private static func codes(_ reasons: [Reason]) -> JSONValue { .array(reasons.map { .string($0.code.rawValue) }) }

    private static func sentences(_ reasons: [Reason]) -> JSONValue {
        .array(reasons.map { .string(Sentence.text(of: $0)) })
    }
}
