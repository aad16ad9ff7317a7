internal import Engine
internal import Store

/// What the services of a batch hold, read once and written where it changed. Services whose policy has no stability cost
/// nothing.
struct HeldRiskMemory: Sendable {
    private let held: [ServiceKey: [String: HeldRisk]]

    init(store: Store, _ rules: [ServiceKey: ServiceRules]) async throws {
        held = try await store.heldRisks(rules.filter { $0.value.policy.rules.stability != nil }.map(\.key))
    }

    subscript(_ key: ServiceKey) -> [String: HeldRisk] { held[key] ?? [:] }

    /// Before the decision is committed, which is safe: counting is by score date, so that a job that comes again counts
    /// nothing twice.
    func save(_ results: [(key: ServiceKey, result: Stability.Result)], store: Store) async throws {
        var changes: [ServiceKey: [CVEID: HeldRiskChange]] = [:]
        for (key, result) in results {
            for (cve, risk) in result.next where risk != self[key][cve] {
                guard let id = CVEID(cve) else { continue }
                changes[key, default: [:]][id] = HeldRiskChange(
                    key: key, cve: id, risk: risk, scoreDate: result.scoreDate)
            }
        }
        try await store.saveHeldRisks(changes.values.flatMap(\.values))
    }
}
