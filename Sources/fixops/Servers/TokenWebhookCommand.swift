import ArgumentParser
import JSON
import Postgres
import Stages
import Store

/// `fixops token webhook`.
struct TokenWebhookCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "webhook",
        abstract: "Print the secret that a forge signs a tenant's webhooks with.",
        discussion: """
            Derived from FIXOPS_WEBHOOK_GITHUB_SECRET, which must be the gateway's. Point the forge at \
            /api/v1/webhooks/github?tenant=NAME and give it this secret; the tenant is created where it is not there.
            """)

    @Option(help: "The tenant.")
    var tenant: String

    @OptionGroup var location: ServerLocation
    @OptionGroup var output: OutputOptions

    func run() async throws {
        guard let master = try SettingReader.ofProcess().text(.webhookGitHubSecret, flag: nil) else {
            throw CommandFailure.usage("set FIXOPS_WEBHOOK_GITHUB_SECRET to what the gateway has")
        }
        let pool = try location.pool(as: "fixops token webhook")
        try await Schema.check(pool)
        if try await Store(pool: pool).createTenant(tenant) { Progress.say("the tenant \(tenant) is new") }
        let secret = WebhookSecret.of(tenant, under: master)
        if output.json { return Answer.json(["secret": .string(secret), "tenant": .string(tenant)]) }
        Answer.text([secret])
    }
}
