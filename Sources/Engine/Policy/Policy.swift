public import Hashing
public import JSON

/// A named set of rules. Two policies with equal rules have equal digests, whatever they are called.
public struct Policy: Sendable {
    /// The pack that exists everywhere.
    public static let standard = Policy(name: "default", rules: .standard)

    public let name: String
    public let rules: PolicyRules
    /// Every rule written out, so that the digest does not depend on what the author left to the defaults.
    public let canonical: [UInt8]
    /// Of `canonical`.
    public let digest: Digest
    /// The model of the risk among the rules, by name and digest.
    public let model: ModelReference
    let answers: PolicyAnswers
    /// The policy under each of its overrides.
    let variants: [String: Policy]

    /// Takes over rules that were read or learned; whether they fit one another is not checked again.
    public init(name: String, rules: PolicyRules) {
        self.name = name
        self.rules = rules
        answers = PolicyAnswers(rules)
        model = rules.modelReference
        variants = Dictionary(
            uniqueKeysWithValues: rules.overrides.map { ($0.name, Policy(name: name, rules: $0.rules)) })
        canonical = rules.json.canonical
        digest = Digest(of: canonical)
    }

    /// Reads a policy. A member that is absent has the default pack's value; one that is unknown is an error.
    public init(parsing value: JSONValue, name: String) throws(PolicyProblem) {
        self.init(name: name, rules: try PolicyRules(parsing: value))
    }

    /// Reads a policy's JSON text, for example what `canonical` wrote.
    public init(parsing bytes: [UInt8], name: String) throws(PolicyProblem) {
        let value: JSONValue
        do throws(JSONError) {
            value = try JSONValue(parsing: bytes)
        } catch {
            throw PolicyProblem(.notJSON, path: "", "the policy cannot be read: \(error)")
        }
        try self.init(parsing: value, name: name)
    }

    public var reference: PolicyReference { PolicyReference(name: name, digest: digest) }
}

extension Policy: Hashable {
    public static func == (left: Policy, right: Policy) -> Bool {
        left.digest == right.digest && left.name == right.name
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(name)
        hasher.combine(digest)
    }
}
