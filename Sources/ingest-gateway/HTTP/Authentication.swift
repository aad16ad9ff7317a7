import Hashing
import Hummingbird

/// Lets a request pass that carries the configured bearer token (RFC 6750); without a configured one, every request.
struct Authentication: Sendable {
    private let expected: [UInt8]?

    init(token: String?) { expected = token.map { Digest(of: "Bearer \($0)").bytes } }

    /// Throws an `unauthorized` problem.
    func check(_ request: Request) throws(Problem) {
        guard let expected else { return }
        // Digests have one length, so the time of the comparison says nothing of the token.
        let given = request.headers[.authorization].map { Digest(of: Self.normalized($0)).bytes }
        guard let given, constantTimeEquals(given, expected) else {
            var problem = Problem(.unauthorized, "send the header \"Authorization: Bearer TOKEN\" with a valid token")
            problem.headers[.wwwAuthenticate] = "Bearer"
            throw problem
        }
    }

    /// The scheme's name is case-insensitive (RFC 9110 section 11.1).
    private static func normalized(_ header: String) -> String {
        let parts = header.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, parts[0].lowercased() == "bearer" else { return header }
        return "Bearer \(parts[1].drop { $0 == " " })"
    }
}
