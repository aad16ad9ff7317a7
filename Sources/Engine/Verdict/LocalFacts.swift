/// What is known of an instance beyond its exposure; nil is unknown.
public struct LocalFacts: Hashable, Sendable {
    public var authRequired: Bool?
    public var reachable: Bool?
    public var waf: Bool?

    public init(authRequired: Bool? = nil, reachable: Bool? = nil, waf: Bool? = nil) {
        self.authRequired = authRequired
        self.reachable = reachable
        self.waf = waf
    }
}
