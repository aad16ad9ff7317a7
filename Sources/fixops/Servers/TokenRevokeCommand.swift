import ArgumentParser
import JSON
import Postgres
import Store

/// `fixops token revoke`.
struct TokenRevokeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "revoke", abstract: "End a token for good; gateways refuse it within seconds.")

    @OptionGroup var token: TokenName
    @OptionGroup var location: ServerLocation
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let pool = try location.pool(as: "fixops token revoke")
        try await Schema.check(pool)
        guard try await Store(pool: pool).revokeToken(token.name, of: token.tenant) else {
            throw CommandFailure.badInput(
                "\(token.tenant) has no valid token \"\(token.name)\"; `fixops token list` shows what there is")
        }
        if output.json { return Answer.json(["name": .string(token.name), "tenant": .string(token.tenant)]) }
        Answer.text(["the token \(token.name) of \(token.tenant) is revoked"])
    }
}
