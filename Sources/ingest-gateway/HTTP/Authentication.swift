import Hashing
import Hummingbird

/// Finds out who asks: by the operator's token or a tenant's (RFC 6750). Where the operator has set none, a caller
/// without a token is the operator.
struct Authentication: Sendable {
    private let operatorToken: Digest?
    private let tokens: TokenCache

    init(operatorToken: String?, tokens: TokenCache) {
        self.operatorToken = operatorToken.map { Digest(of: $0) }
        self.tokens = tokens
    }

    /// Throws an `unauthorized` problem, or `unavailable` where PostgreSQL would have to know the token and is away.
    func principal(of request: Request) async throws(Problem) -> Principal {
        guard let header = request.headers[.authorization] else {
            guard operatorToken == nil else { throw Self.unknown }
            return .fleetOperator
        }
        guard let token = Self.token(in: header) else { throw Self.unknown }
        // Digests have one length, so the time of the comparison says nothing of the token.
        let digest = Digest(of: token)
        if let operatorToken, constantTimeEquals(digest.bytes, operatorToken.bytes) { return .fleetOperator }
        guard let principal = try await tokens.principal(of: digest, now: .now) else { throw Self.unknown }
        return principal
    }

    private static var unknown: Problem {
        var problem = Problem(.unauthorized, "send the header \"Authorization: Bearer TOKEN\" with a valid token")
        problem.headers[.wwwAuthenticate] = "Bearer"
        return problem
    }

    /// The scheme's name is case-insensitive (RFC 9110 section 11.1).
    private static func token(in header: String) -> String? {
        let parts = header.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, parts[0].lowercased() == "bearer" else { return nil }
        return String(parts[1].drop { $0 == " " })
    }
}
