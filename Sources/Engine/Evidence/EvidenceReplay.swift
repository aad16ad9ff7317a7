internal import Hashing
internal import JSON

extension Evidence {
    /// Makes the decision again from `evidence` and throws unless the very same bytes come out.
    ///
    /// Checks that the bytes are canonical, that facts, key, policy and tables have the recorded digests, and that the
    /// scorer's answer and the due date follow from the recorded input. `policy` is the body that the evidence names.
    public static func verify(_ evidence: [UInt8], policy: Policy) throws(EvidenceProblem) {
        let value: JSONValue
        do throws(JSONError) {
            value = try JSONValue(parsing: evidence)
        } catch {
            throw EvidenceProblem(.unreadable, "the evidence cannot be read: \(error)")
        }
        guard value.canonical == evidence else {
            throw EvidenceProblem(.notCanonical, "the evidence is not in canonical form: it was changed")
        }
        try checkRules(value, policy)
        let enriched = try enrichedFacts(of: value)
        try checkDigests(value, enriched, policy)
        let assessment = Scorer.assess(enriched, policy: policy)
        guard assessment.canonical == value["assessment"]?.canonical else {
            throw EvidenceProblem(.differentAnswer, "the recorded facts give another verdict than the recorded one")
        }
        try checkDue(value, assessment)
    }

    private static func checkDue(_ value: JSONValue, _ assessment: Assessment) throws(EvidenceProblem) {
        guard let decidedAt = value["decided_at"]?.string.flatMap({ Timestamp($0) }) else {
            throw EvidenceProblem(.unreadable, "the evidence does not say when the decision was made")
        }
        let due = assessment.dueDays.map { decidedAt.adding(days: Int64($0)) }
        guard value["due"]?.string == due?.description else {
            throw EvidenceProblem(.differentAnswer, "the recorded due date does not follow from the recorded facts")
        }
    }

    private static func checkRules(_ value: JSONValue, _ policy: Policy) throws(EvidenceProblem) {
        guard value["version"] == .integer(Int64(formVersion)) else {
            throw EvidenceProblem(.otherRules, "the evidence has a form that this build does not know")
        }
        guard value["engine"] == .integer(Int64(EngineVersion.major)) else {
            throw EvidenceProblem(
                .otherRules, "the evidence is of another engine version than \(EngineVersion.major)")
        }
        guard value["policy"]?["digest"] == .string(policy.digest.description) else {
            throw EvidenceProblem(
                .otherRules, "the evidence was decided under another policy: give that policy's file with --policy")
        }
        guard value["tables"] == .string(DecisionTable.builtInDigest.description) else {
            throw EvidenceProblem(.otherRules, "the evidence was made with other decision tables")
        }
    }

    static func enrichedFacts(of value: JSONValue) throws(EvidenceProblem) -> EnrichedFacts {
        guard let recorded = value["enriched"] else {
            throw EvidenceProblem(.unreadable, "the evidence has no enriched facts")
        }
        do throws(RecordError) {
            return try EnrichedFacts(canonical: recorded.canonical)
        } catch {
            throw EvidenceProblem(.unreadable, error.description)
        }
    }

    private static func checkDigests(
        _ value: JSONValue, _ enriched: EnrichedFacts, _ policy: Policy
    ) throws(EvidenceProblem) {
        guard value["facts"] == .string(Digest(of: enriched.facts.canonical).description) else {
            throw EvidenceProblem(.keyMismatch, "the facts do not have the recorded digest")
        }
        let key = DecisionKey.digest(
            tenant: value["tenant"]?.string ?? "", enriched: Digest(of: enriched.canonical), policy: policy.digest)
        guard value["key"] == .string(key.description) else {
            throw EvidenceProblem(.keyMismatch, "the facts and the policy do not have the recorded decision key")
        }
    }
}
