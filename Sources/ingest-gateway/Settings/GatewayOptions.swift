import ArgumentParser
import Stages

/// What only the gateway can be told. Each flag is also an environment variable.
struct GatewayOptions: ParsableArguments {
    @Option(help: "HOST:PORT to listen on; beyond loopback a token is needed (FIXOPS_LISTEN; 127.0.0.1:8080).")
    var listen: String?

    @Option(
        help: "The bearer token that callers must send (FIXOPS_TOKEN; none). Prefer the variable: flags are public.")
    var token: String?

    @Option(help: "open creates unknown services, declared refuses them (FIXOPS_SERVICES; open).")
    var services: String?

    @Option(help: "The largest report in bytes, decompressed, at most 64 MiB (FIXOPS_BODY_LIMIT; 64 MiB).")
    var bodyLimit: String?

    @Option(help: "Seconds within which a report must have arrived (FIXOPS_BODY_SECONDS; 120).")
    var bodySeconds: String?

    @Option(help: "Bytes that all reports being received may hold (FIXOPS_INFLIGHT_BYTES; 256 MiB).")
    var inflightBytes: String?

    @Option(help: "Jobs that may wait before every report is refused (FIXOPS_QUEUE_LIMIT; 100000).")
    var queueLimit: String?

    @Option(
        help:
            "Seconds that a tenant's reports may have to wait before more of them are refused (FIXOPS_QUEUE_SECONDS; 60)."
    )
    var queueSeconds: String?

    @Option(
        name: .customLong("webhook-github-secret"),
        help: "The secret of the GitHub webhook (FIXOPS_WEBHOOK_GITHUB_SECRET; none: webhooks are refused).")
    var webhookGitHubSecret: String?
}
