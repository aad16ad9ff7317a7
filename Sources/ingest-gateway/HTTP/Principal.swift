import Store

/// Who asks: the tenant that everything the request touches belongs to, and what it may do.
struct Principal: Hashable, Sendable {
    /// The tenant of those who need no token of their own: the operator's, and every caller's of an open gateway.
    static let operatorTenant = "default"
    /// Whoever holds `FIXOPS_TOKEN`, and every caller where none is set.
    static let fleetOperator = Principal(tenant: operatorTenant, scopes: Set(TokenScope.allCases))

    let tenant: String
    let scopes: Set<TokenScope>

    /// Throws a `forbidden` problem where a token lacks the scope.
    func require(_ scope: TokenScope) throws(Problem) {
        guard scopes.contains(scope) else {
            throw Problem(
                .forbidden,
                "the token lacks the scope \"\(scope.rawValue)\"; create one with --scopes \(scope.rawValue)")
        }
    }
}
