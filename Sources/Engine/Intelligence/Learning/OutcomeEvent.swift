public import Hashing
public import JSON

/// Something that happened after a decision, as somebody reported it.
public struct OutcomeEvent: Hashable, Sendable {
    /// The reporter's own name of it: the same id again is the same outcome.
    public let id: String
    public let kind: OutcomeKind
    public let at: Timestamp
    public let service: String
    /// What it is about; where neither is given, a deployment or withdrawal is about all of the service.
    public let finding: Fingerprint?
    public let cve: String?
    /// Who says so.
    public let by: String?
    /// Of a deployment that was let through by chance although it was not ALLOWed: the chance that it had. 1 for one that
    /// was meant.
    public let propensity: Double

    public init(
        id: String, kind: OutcomeKind, at: Timestamp, service: String, finding: Fingerprint? = nil, cve: String? = nil,
        by: String? = nil, propensity: Double = 1
    ) {
        self.id = id
        self.kind = kind
        self.at = at
        self.service = service
        self.finding = finding
        self.cve = cve
        self.by = by
        self.propensity = propensity
    }

    /// Chances below this would give single cases the weight of hundreds.
    public static let smallestPropensity = 0.01

    /// Reads `{"id", "kind", "at", "service", "finding", "cve", "by", "propensity"}`; a member that is unknown is an
    /// error.
    public init(parsing value: JSONValue) throws(PolicyProblem) {
        let object = try PolicyObject(
            value, allowing: ["at", "by", "cve", "finding", "id", "kind", "propensity", "service"])
        guard object["kind"] != nil else {
            let known = OutcomeKind.allCases.map(\.rawValue).joined(separator: ", ")
            throw object.problem(.missing, "kind", "one of \(known) is expected here")
        }
        self.init(
            id: try object.text("id", limit: 200), kind: try object.word("kind", .deployed),
            at: try object.timestamp("at"), service: try object.text("service", limit: 200),
            finding: try object.fingerprint("finding"), cve: try object.cve("cve"),
            by: object["by"] == nil ? nil : try object.text("by", limit: 200),
            propensity: try object.number("propensity", 1, in: Self.smallestPropensity...1))
        try checkSubject(object)
    }

    private func checkSubject(_ object: PolicyObject) throws(PolicyProblem) {
        switch kind {
        case .deployed, .withdrawn: break
        case .exploited, .waiverExpired:
            guard finding == nil, cve == nil else { break }
            throw object.problem(.missing, "finding", "name the finding or the cve that was \(kind.rawValue)")
        case .falsePositive, .patched, .reopened:
            guard finding == nil else { break }
            throw object.problem(.missing, "finding", "name the finding that was \(kind.rawValue)")
        }
        guard propensity == 1 || kind == .deployed else {
            throw object.problem(.inconsistent, "propensity", "only a deployment is left to chance")
        }
    }

    /// What `init(parsing:)` reads, in the bytes of RFC 8785.
    public var canonical: [UInt8] {
        var members: [String: JSONValue] = [
            "at": .string(at.description), "id": .string(id), "kind": .string(kind.rawValue),
            "service": .string(service),
        ]
        members["by"] = by.map(JSONValue.string)
        members["cve"] = cve.map(JSONValue.string)
        members["finding"] = finding.map { .string($0.description) }
        if propensity < 1 { members["propensity"] = .number(propensity) }
        return JSONValue.object(members).canonical
    }

    public var digest: Digest { Digest(of: canonical) }

    /// Whether it speaks of a finding of its service.
    func concerns(_ finding: Fingerprint, _ cves: [CVEFacts]) -> Bool {
        if let named = self.finding { return named == finding }
        return cve.map { named in cves.contains { $0.cve == named } } ?? true
    }
}

extension PolicyObject {
    fileprivate func cve(_ name: String) throws(PolicyProblem) -> String? {
        guard let value = self[name], !value.isNull else { return nil }
        guard let text = value.string, CVEID(text) != nil else {
            throw problem(.wrongType, name, "a CVE id is expected here")
        }
        return text
    }
}
