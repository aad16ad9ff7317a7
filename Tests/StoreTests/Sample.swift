import Engine
import Hashing
import Store

/// Values for tests, made of small numbers so that they can be told apart.
enum Sample {
    static let start = Timestamp(milliseconds: 1_780_000_000_000)

    static func time(_ seconds: Int64) -> Timestamp { Timestamp(milliseconds: start.milliseconds + seconds * 1000) }

    static func id(_ number: UInt64) -> ScanID { ScanID(at: start, random: (0, number)) }

    static func scan(
        _ number: UInt64, service: String = "shop", source: String = "default", body: String = "{}",
        delivery: WebhookDelivery? = nil
    ) -> NewScan {
        let bytes = Array(body.utf8)
        return NewScan(
            id: id(number), tenant: "default", service: service, source: source, format: "auto",
            artifact: Digest(of: bytes), body: bytes, isCompressed: false, byteCount: bytes.count,
            acceptedAt: time(Int64(number)), delivery: delivery)
    }

    /// A finding whose fingerprint is `number`; `title` is what may change.
    static func finding(_ number: Int, title: String = "a flaw", cves: [String] = []) throws -> Finding {
        let digits = String(number, radix: 16)
        let hex = String(repeating: "0", count: 32 - digits.count) + digits
        guard let fingerprint = Fingerprint(hex: hex) else { throw StoreError(.damaged, "\(number) is no fingerprint") }
        return Finding(
            fingerprint: fingerprint, ids: cves.isEmpty ? ["rule-\(number)"] : cves, kind: .vulnerability,
            severity: .high, title: title)
    }

    static func document(_ findings: [Finding]) -> Document {
        Document(
            format: "sarif-2.1.0", tool: "test", state: .checked,
            findings: findings.sorted { $0.fingerprint < $1.fingerprint }, components: [])
    }
}

/// A scan with everything that its decision is made of.
struct SampleReport {
    let number: UInt64
    var service = "shop"
    var source = "default"
    var findings: [Finding] = []
    var verdict = Verdict.allow
    var epoch: Int64 = 0
    var revision: Int64 = 1
    var coverage: [Coverage] = [Coverage(input: "report", state: .checked)]
    var inputs: [InputKind] = []
    var validUntil: Timestamp?
    /// Part of the decision key; equal for equal inputs unless told otherwise.
    var keySalt = ""

    var document: Document { Sample.document(findings) }
    var facts: Facts { Facts(of: document) }
    var scan: NewScan {
        Sample.scan(number, service: service, source: source, body: "report \(number) of \(service)")
    }

    var normalization: Normalization {
        Normalization(
            key: NormalizationKey(tenant: "default", artifact: scan.artifact, format: "auto", version: 1),
            document: document.canonical, facts: facts.canonical, factsDigest: Digest(of: facts.canonical))
    }

    var enriched: EnrichedFacts {
        let cves = Set(facts.findings.flatMap(\.cves)).sorted().map { cve in
            CVEFacts(cve: cve, epssE5: nil, isInKEV: false, isRansomware: false)
        }
        return EnrichedFacts(facts: facts, cves: cves, context: .unknown, coverage: coverage)
    }

    var assessment: Assessment {
        Assessment(
            verdict: verdict, findings: [], reasons: [], probability: 0, dueDays: nil, changeSet: [],
            model: Policy.standard.model)
    }

    /// The commit of its decision number `decision`; `cause` and `from` make it a re-score.
    func commit(
        _ decision: UInt64, sequence: Int64, cause: Int64 = 0, from started: ScanID? = nil,
        assessment given: [UInt8]? = nil
    ) -> DecisionCommit {
        let key = Digest(of: enriched.canonical + Array("\(verdict.rawValue)\(epoch)\(keySalt)".utf8))
        let made = Decision(
            scan: scan.id, tenant: "default", service: service, source: source, cause: cause, key: key,
            assessment: assessment, coverage: coverage, policy: Policy.standard.reference, epoch: epoch,
            decidedAt: Sample.time(1000 + Int64(decision)), due: nil, validUntil: validUntil)
        return DecisionCommit(
            decision: made, decisionID: Sample.id(10_000 + decision), sequence: sequence, artifact: scan.artifact,
            factsDigest: Digest(of: facts.canonical), enriched: enriched.canonical,
            assessment: given ?? assessment.canonical, cves: enriched.cves.map(\.cve),
            evidence: Array("evidence \(decision)".utf8), timeline: Array("[]".utf8), revision: revision,
            inputs: inputs, startedFrom: started)
    }

    /// Accepts and normalizes it; gives its sequence number.
    @discardableResult
    func arrive(in store: Store) async throws -> Int64 {
        let answers = try await store.accept([scan], createsServices: true)
        try await store.saveNormalizations([normalization])
        guard case .accepted(_, let sequence) = answers[0] else { throw StoreError(.notFound, "not accepted") }
        return sequence
    }
}
