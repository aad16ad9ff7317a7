import Store

/// Who asks: the tenant that everything the request touches belongs to, and what it may do.
struct Principal: Hashable, Sendable {
    /// The tenant of those who need no token of their own: the operator's, and every caller's of an open gateway.
    static let operatorTenant = "default"
    /// Whoever holds `FIXOPS_TOKEN`, and every caller where none is set.
    static let fleetOperator = Principal(
        tenant: operatorTenant, scopes: Set(TokenScope.allCases), isFleetOperator: true)

    let tenant: String
    let scopes: Set<TokenScope>
    /// No token of a tenant makes its bearer this, whatever its scopes are.
    let isFleetOperator: Bool

    init(tenant: String, scopes: Set<TokenScope>, isFleetOperator: Bool = false) {
        self.tenant = tenant
        self.scopes = scopes
        self.isFleetOperator = isFleetOperator
    }

    /// The tenant that a request means: the one that it names, which only the fleet's operator may do, or its own.
    func tenant(named name: String?) throws(Problem) -> String {
        guard let name else { return tenant }
        guard isFleetOperator else {
            throw Problem(
                .forbidden, "only the fleet's operator names a tenant: send FIXOPS_TOKEN, or leave \"tenant\" out")
        }
        return try Names.checked(name, as: "tenant")
    }

    /// Throws a `forbidden` problem where a token lacks the scope.
    func require(_ scope: TokenScope) throws(Problem) {
        guard scopes.contains(scope) else {
            throw Problem(
                .forbidden,
                "the token lacks the scope \"\(scope.rawValue)\"; create one with --scopes \(scope.rawValue)")
        }
    }
}
