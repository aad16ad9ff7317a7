import ArgumentParser

/// `fixops token`: who may ask the gateway for what.
struct TokenCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "token",
        abstract: "Create, list and revoke the tokens of tenants.",
        discussion: """
            A token belongs to one tenant: whoever sends it sees and changes that tenant's services, scans and decisions, \
            and no other's. It is shown once, when it is created; only its SHA-256 is stored. Works on the fleet's \
            database itself, so it needs no gateway; a gateway takes a new token at once and refuses a revoked one \
            within seconds.

            Examples:
              fixops token create --tenant acme --name ci
              fixops token create --tenant acme --name dashboard --scopes read --days 90
              fixops token list
              fixops token revoke --tenant acme --name ci
            """,
        subcommands: [
            TokenCreateCommand.self, TokenListCommand.self, TokenRevokeCommand.self, TokenWebhookCommand.self,
        ])
}
