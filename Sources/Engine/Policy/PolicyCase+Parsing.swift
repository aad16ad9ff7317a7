internal import Hashing
public import JSON

extension PolicyCase {
    private static let limit = 10_000

    /// Reads `cases:`. Every input that a case does not speak of was checked; a CVE without `epss` has no score.
    public static func list(_ value: JSONValue) throws(PolicyProblem) -> [PolicyCase] {
        let root = try PolicyObject(value, allowing: ["cases"])
        var cases: [PolicyCase] = []
        for entry in try root.list(
            "cases", limit: Self.limit,
            allowing: ["at", "coverage", "expect", "findings", "name", "of", "posted", "service", "tenant"])
        {
            cases.append(try PolicyCase(entry))
        }
        guard !cases.isEmpty else { throw root.problem(.missing, "cases", "a list of cases is expected here") }
        return cases
    }

    private init(_ entry: PolicyObject) throws(PolicyProblem) {
        name = try entry.text("name", limit: 200)
        time = entry["at"] == nil ? Timestamp(milliseconds: 0) : try entry.timestamp("at")
        var reader = FindingReader()
        for finding in try entry.list(
            "findings", limit: Self.limit, allowing: ["cves", "fingerprint", "kind", "score", "severity"])
        {
            try reader.add(finding)
        }
        let context = try ServiceContext(parsing: entry["service"] ?? .object([:]))
        subject = ServiceSubject(
            tenant: try entry.name("tenant") ?? "default", service: try entry.name("of") ?? "default",
            record: ContextRecord(context), inputs: try Self.inputs(entry, at: time))
        let states = try entry.object("coverage", allowing: ["context", "epss", "kev", "policy", "report"])
        var coverage: [Coverage] = []
        for input in ["context", "epss", "kev", "policy", "report"] {
            let state: CoverageState = try states.word(input, .checked)
            coverage.append(Coverage(input: input, state: state))
        }
        let facts = Facts(
            format: "case", state: .checked, findings: reader.findings.sorted { $0.fingerprint < $1.fingerprint })
        enriched = EnrichedFacts(
            facts: facts, cves: reader.cves.values.sorted { $0.cve < $1.cve }, context: context.completed,
            coverage: coverage)
        expected = try Expectation(entry)
    }

    /// `posted: {sbom: 3}`: the newest SBOM is 3 days old.
    private static func inputs(_ entry: PolicyObject, at time: Timestamp) throws(PolicyProblem) -> [PostedInput] {
        let posted = try entry.object("posted", allowing: InputKind.allCases.map(\.rawValue))
        var inputs: [PostedInput] = []
        for kind in InputKind.allCases where posted[kind.rawValue] != nil {
            let days = try posted.integer(kind.rawValue, 0, in: 0...3650)
            inputs.append(PostedInput(kind: kind, at: time.adding(days: -Int64(days))))
        }
        return inputs
    }
}

extension PolicyCase.Expectation {
    fileprivate init(_ entry: PolicyObject) throws(PolicyProblem) {
        let object = try entry.object("expect", allowing: ["due_days", "reasons", "verdict"])
        var codes: [ReasonCode] = []
        for (index, value) in (object["reasons"]?.array ?? []).enumerated() {
            guard let code = value.string.flatMap(ReasonCode.init(rawValue:)) else {
                throw object.problem(.unknownValue, "reasons.\(index)", "there is no such reason")
            }
            codes.append(code)
        }
        self.init(
            verdict: object["verdict"] == nil ? nil : try object.word("verdict", .allow),
            dueDays: object["due_days"] == nil ? nil : try object.integer("due_days", 0, in: 0...3650), reasons: codes)
        guard verdict != nil || dueDays != nil || !reasons.isEmpty else {
            throw entry.problem(.missing, "expect", "the case expects nothing: say verdict, due_days or reasons")
        }
    }
}

/// The findings of one case and what the feeds say of their CVEs.
private struct FindingReader {
    var findings: [FindingFacts] = []
    var cves: [String: CVEFacts] = [:]

    mutating func add(_ object: PolicyObject) throws(PolicyProblem) {
        var names: [String] = []
        for entry in try object.list("cves", limit: 1_000, allowing: ["epss", "id", "kev", "ransomware"]) {
            let id = try entry.text("id", limit: 40)
            guard CVEID(id) != nil else { throw entry.problem(.unknownValue, "id", "this is no CVE id") }
            let epss = entry["epss"] == nil ? nil : try entry.number("epss", 0)
            names.append(id)
            cves[id] = CVEFacts(
                cve: id, epssE5: epss.map { Int(($0 * 100_000).rounded()) },
                isInKEV: try entry.flag("kev") ?? false, isRansomware: try entry.flag("ransomware") ?? false)
        }
        let score = object["score"] == nil ? nil : try object.number("score", 0, in: 0...10)
        let number = Digest.first128(of: Array(String(findings.count).utf8))
        findings.append(
            FindingFacts(
                fingerprint: try object.fingerprint("fingerprint")
                    ?? Fingerprint(high: number.high, low: number.low),
                kind: try object.word("kind", .vulnerability), severity: try object.word("severity", .unknown),
                scoreTenths: score.map { Int(($0 * 10).rounded()) }, cves: Set(names).sorted(), isSuppressed: false))
    }
}
