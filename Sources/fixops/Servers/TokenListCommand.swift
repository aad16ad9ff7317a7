import ArgumentParser
import Engine
import JSON
import Postgres
import Store

/// `fixops token list`.
struct TokenListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List tokens with their scopes, expiry and last use; --json is one object a line.")

    @Option(help: "Only this tenant's.")
    var tenant: String?

    @OptionGroup var location: ServerLocation
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let pool = try location.pool(as: "fixops token list")
        try await Schema.check(pool)
        let tokens = try await Store(pool: pool).tokens(of: tenant)
        if output.json { return tokens.map(Self.json).forEach(Answer.json) }
        var table = TextTable(header: ["TENANT", "NAME", "SCOPES", "CREATED", "EXPIRES", "LAST USED", "STATE"])
        for token in tokens {
            table.add([
                token.tenant, token.name, Self.scopes(of: token).joined(separator: ","), "\(token.createdAt)",
                token.expiresAt.map { "\($0)" } ?? "never", token.lastUsedAt.map { "\($0)" } ?? "never",
                Self.state(of: token),
            ])
        }
        Answer.text(table.lines)
    }

    private static func state(of token: AccessToken) -> String {
        if token.revokedAt != nil { return "revoked" }
        return token.expiresAt.map { $0 <= .now } ?? false ? "expired" : "valid"
    }

    private static func scopes(of token: AccessToken) -> [String] { token.scopes.map(\.rawValue).sorted() }

    private static func json(_ token: AccessToken) -> JSONValue {
        func text(_ time: Timestamp?) -> JSONValue { time.map { .string("\($0)") } ?? .null }
        return [
            "created_at": text(token.createdAt), "expires_at": text(token.expiresAt),
            "last_used_at": text(token.lastUsedAt), "name": .string(token.name), "revoked_at": text(token.revokedAt),
            "scopes": .array(scopes(of: token).map(JSONValue.string)), "state": .string(state(of: token)),
            "tenant": .string(token.tenant),
        ]
    }
}
