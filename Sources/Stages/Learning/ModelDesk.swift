public import Engine
internal import Hashing
internal import JSON
public import Store

/// Learns models from what a tenant's decisions led to, and puts those in force that passed the gate.
public struct ModelDesk: Sendable {
    /// The days at the end of the history that a model is judged on, and does not see.
    public static let trialDays: Int64 = 90
    /// Findings and outcomes that are read, the newest.
    private static let caseLimit = 20_000
    private static let outcomeLimit = 100_000

    private let store: Store

    public init(store: Store) { self.store = store }

    /// Why a model is not learned or not put in force.
    public struct Refusal: CustomStringConvertible, Error, Hashable, Sendable {
        public enum Code: String, CaseIterable, Hashable, Sendable {
            /// The gate refused it, and nobody insisted.
            case notPassed = "not-passed"
            /// The policy that it was learned for has changed since.
            case otherPolicy = "other-policy"
            case unknownModel = "unknown-model"
            case unknownPolicy = "unknown-policy"
        }

        public let code: Code
        public let description: String
    }

    /// Learns from everything up to `split` and judges on what came after; stores the model with its report.
    @concurrent
    public func learn(
        policy name: String, tenant: String, split: Timestamp? = nil, now: Timestamp
    ) async throws -> StoredModel {
        let current = try await policy(name, tenant)
        let split = split ?? now.adding(days: -Self.trialDays)
        let cases = try await store.learningCases(policy: name, tenant: tenant, limit: Self.caseLimit)
        let outcomes = try await store.outcomes(tenant: tenant, limit: Self.outcomeLimit)
        let counts = Learner().counts(cases, outcomes, until: split, prior: current.rules)
        let rules = current.rules.learning(counts, name: "learned-\(split.description.prefix(10))")
        // Read from its text, so that its overrides change the learned rules.
        let candidate = try Policy(parsing: Policy(name: name, rules: rules).canonical, name: name)
        let report = PromotionGate().judge(
            candidate, against: current, cases, outcomes, after: split, until: now)
        let trained = cases.count { $0.openedAt < split }
        return try await store.saveModel(
            NewModel(
                policy: name, base: current.digest, body: candidate.canonical, counts: counts.json.canonical,
                report: report.json(trained: trained, outcomes: outcomes.count, split: split).canonical,
                isPassed: report.isPassed),
            tenant: tenant, at: now)
    }

    /// Puts a model in force for its policy: decisions that the policy made are made again. Throws `Refusal`.
    public func promote(
        _ id: Int64, tenant: String, by caller: String, insisting: Bool, now: Timestamp
    ) async throws -> (model: StoredModel, change: RevisionChange) {
        guard let stored = try await store.model(id, tenant: tenant) else {
            throw Refusal(code: .unknownModel, description: "there is no model \(id)")
        }
        guard stored.model.isPassed || insisting else {
            throw Refusal(
                code: .notPassed, description: "the model \(id) did not pass the gate: its report says why")
        }
        let current = try await policy(stored.model.policy, tenant)
        guard current.digest == stored.model.base else {
            throw Refusal(
                code: .otherPolicy,
                description: "the policy \(current.name) has changed since the model was learned: learn again")
        }
        let change = try await store.setPolicy(
            stored.model.body, name: stored.model.policy, tenant: tenant, at: now)
        try await store.markPromoted(id, by: caller, at: now)
        return (stored, change)
    }

    private func policy(_ name: String, _ tenant: String) async throws -> Policy {
        guard let stored = try await store.policies(tenant: tenant).first(where: { $0.name == name }) else {
            throw Refusal(code: .unknownPolicy, description: "there is no policy \"\(name)\"")
        }
        return try Policy(parsing: stored.body, name: name)
    }
}

extension PromotionGate.Report {
    fileprivate func json(trained: Int, outcomes: Int, split: Timestamp) -> JSONValue {
        [
            "cases": .integer(Int64(cases)), "compromises": .integer(Int64(compromises)),
            "difference": [.number(difference.lowerBound), .number(difference.upperBound)],
            "flips": .integer(Int64(flips)), "log_loss_after": .number(lossAfter),
            "log_loss_before": .number(lossBefore), "outcomes": .integer(Int64(outcomes)),
            "refusals": .array(refusals.map(JSONValue.string)), "trained_on": .integer(Int64(trained)),
            "trained_until": .string(split.description),
        ]
    }
}
