internal import Engine

/// A service's policy and context as they are applied.
struct ServiceRules: Sendable {
    let policy: Policy
    let context: ServiceContext
    /// The input that could not be loaded and is replaced by the default pack or unknown context: never safe.
    let missing: Coverage?

    init(policy: Policy?, context bytes: [UInt8]) {
        let context = try? ServiceContext(parsing: bytes)
        self.policy = policy ?? .standard
        self.context = context ?? .unknown
        missing =
            policy == nil
            ? Coverage(input: "policy", state: .notChecked)
            : context == nil ? Coverage(input: "context", state: .notChecked) : nil
    }
}
