public import Hashing

/// The scorer's answer for one finding.
public struct FindingAssessment: Hashable, Sendable {
    public let fingerprint: Fingerprint
    public let verdict: Verdict
    /// The outcome of the decision table at the policy's quantile, e.g. `out-of-cycle`.
    public let outcome: String
    /// P(this instance is compromised within the policy's horizon), rounded to 1e-12; 0 for a finding without a CVE, of
    /// which no feed speaks (its reason is `floorSeverity`).
    public let probability: Double
    /// Days from the finding's first sight to its fix; nil when nothing is due.
    public let dueDays: Int?
    /// In the order they were applied.
    public let reasons: [Reason]
    /// Of a finding that is deferred on its risk: what an answer that settles it is worth, in the unit of the policy's
    /// losses. Nil where nothing is deferred, or no feed speaks of the finding.
    public let informationValue: Double?

    public init(
        fingerprint: Fingerprint, verdict: Verdict, outcome: String, probability: Double, dueDays: Int?,
        reasons: [Reason], informationValue: Double? = nil
    ) {
        self.fingerprint = fingerprint
        self.verdict = verdict
        self.outcome = outcome
        self.probability = probability
        self.dueDays = dueDays
        self.reasons = reasons
        self.informationValue = informationValue
    }

    /// The same with the value of an answer.
    func worth(_ informationValue: Double) -> FindingAssessment {
        FindingAssessment(
            fingerprint: fingerprint, verdict: verdict, outcome: outcome, probability: probability, dueDays: dueDays,
            reasons: reasons, informationValue: informationValue)
    }
}

/// The pure answer to enriched facts under a policy: same bytes in, same bytes out, no times and no names in it.
/// Its canonical JSON is the stored verdict body; `decisions` with an equal key share it.
public struct Assessment: Hashable, Sendable {
    public let verdict: Verdict
    /// Sorted by fingerprint; suppressed findings are absent.
    public let findings: [FindingAssessment]
    /// Reasons that belong to the scan as a whole (coverage, policy), not to a finding.
    public let reasons: [Reason]
    /// P(at least one compromise), 1 - prod(1 - p), rounded to 1e-12.
    public let probability: Double
    /// The smallest of the findings' due days.
    public let dueDays: Int?
    /// An inclusion-minimal set of findings whose removal turns the verdict into ALLOW; empty when no set does.
    public let changeSet: [Fingerprint]
    /// The model that the probabilities are of; nil in what was decided before verdicts named theirs.
    public let model: ModelReference?

    public init(
        verdict: Verdict, findings: [FindingAssessment], reasons: [Reason], probability: Double, dueDays: Int?,
        changeSet: [Fingerprint], model: ModelReference?
    ) {
        self.verdict = verdict
        self.findings = findings
        self.reasons = reasons
        self.probability = probability
        self.dueDays = dueDays
        self.changeSet = changeSet
        self.model = model
    }
}

/// Which policy decided.
public struct PolicyReference: Hashable, Sendable {
    public let name: String
    public let digest: Digest
    /// Where it lives in Git, `REPOSITORY@COMMIT:PATH`; nil where it was set as it is.
    public let origin: String?

    public init(name: String, digest: Digest, origin: String? = nil) {
        self.name = name
        self.digest = digest
        self.origin = origin
    }
}

/// A decision: an assessment given to one scan at one time.
public struct Decision: Hashable, Sendable {
    public let scan: ScanID
    public let tenant: String
    public let service: String
    public let source: String
    /// 0 for a scan's first decision, else the re-score run that caused this one. Unique together with `scan`.
    public let cause: Int64
    public let key: Digest
    public let assessment: Assessment
    public let coverage: [Coverage]
    public let policy: PolicyReference
    /// The feed epoch that was read.
    public let epoch: Int64
    public let decidedAt: Timestamp
    public let due: Timestamp?
    /// The earliest instant at which time alone could change the answer.
    public let validUntil: Timestamp?

    public init(
        scan: ScanID, tenant: String, service: String, source: String, cause: Int64, key: Digest,
        assessment: Assessment, coverage: [Coverage], policy: PolicyReference, epoch: Int64, decidedAt: Timestamp,
        due: Timestamp?, validUntil: Timestamp?
    ) {
        self.scan = scan
        self.tenant = tenant
        self.service = service
        self.source = source
        self.cause = cause
        self.key = key
        self.assessment = assessment
        self.coverage = coverage
        self.policy = policy
        self.epoch = epoch
        self.decidedAt = decidedAt
        self.due = due
        self.validUntil = validUntil
    }
}
