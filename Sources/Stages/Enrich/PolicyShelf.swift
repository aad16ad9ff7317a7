internal import Engine
internal import Hashing
internal import JSON
internal import Logging
public import Store
internal import Synchronization

/// Policies by their digest, read once: a digest's rules never change.
public final class PolicyShelf: Sendable {
    /// Policies beyond this many make room by starting anew.
    private static let limit = 1_000

    private let policies = Mutex<[ContentKey: Policy]>([:])
    private let store: Store

    public init(store: Store) { self.store = store }

    /// The policy, or nil where it is not stored or this build cannot read it.
    func policy(_ reference: PolicyReference, tenant: String) async throws -> Policy? {
        if reference.digest == Policy.standard.digest, reference.name == Policy.standard.name { return .standard }
        let key = ContentKey(tenant: tenant, digest: reference.digest)
        if let held = policies.withLock({ $0[key] }), held.name == reference.name { return held }
        guard let body = try await store.policyBody(key) else { return nil }
        // Ignored: why it cannot be read was told to whoever set it; here it counts as a policy that cannot be loaded.
        guard let policy = try? Policy(parsing: body, name: reference.name), policy.digest == reference.digest else {
            return nil
        }
        policies.withLock { policies in
            if policies.count >= Self.limit { policies.removeAll() }
            policies[key] = policy
        }
        return policy
    }
}
