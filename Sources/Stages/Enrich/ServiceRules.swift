internal import Engine

/// A service's policy and context as they are applied.
struct ServiceRules: Sendable {
    let policy: Policy
    let record: ContextRecord
    /// The input that could not be loaded and is replaced by the default pack or unknown context: never safe.
    let missing: Coverage?

    init(policy: Policy?, context bytes: [UInt8]) {
        let record = try? ContextRecord(parsing: bytes)
        self.policy = policy ?? .standard
        self.record = record ?? .unknown
        missing =
            policy == nil
            ? Coverage(input: "policy", state: .notChecked)
            : record == nil ? Coverage(input: "context", state: .notChecked) : nil
    }
}
