/// What a policy demands to be posted of a service: a container needs an SBOM and an image scan of the last 7 days.
public struct InputRequirement: Hashable, Sendable {
    /// One of the inputs that are demanded.
    public struct Input: Hashable, Sendable {
        public let kind: InputKind
        /// Days after which it is stale; nil for never.
        public let maxAgeDays: Int?
    }

    public let name: String
    /// Over facts of the service; nil for every service.
    let condition: Expression?
    public let inputs: [Input]
    /// The lowest verdict while one of them is missing or stale: DEFER or BLOCK.
    public let verdict: Verdict

    /// The condition as it was written.
    public var when: String? { condition?.source }

    /// Whether it certainly applies to a service.
    func applies(to context: ServiceContext) -> Bool { condition?.holds(for: FactView(context)) ?? true }
}
