/// Every environment variable of the system, whichever process reads it: one set may serve a whole fleet.
public enum SettingName: String, CaseIterable, Sendable {
    case batch = "FIXOPS_BATCH"
    /// Decisions in one run of a stage: one job may hold many.
    case batchDecisions = "FIXOPS_BATCH_DECISIONS"
    case bodyLimit = "FIXOPS_BODY_LIMIT"
    /// Seconds that a report may be on its way to the gateway.
    case bodySeconds = "FIXOPS_BODY_SECONDS"
    case data = "FIXOPS_DATA"
    /// Jobs that a lane of the next stage may hold before a stage stops reading that lane.
    case downstreamLimit = "FIXOPS_DOWNSTREAM_LIMIT"
    case epssURL = "FIXOPS_EPSS_URL"
    case feedInterval = "FIXOPS_FEED_INTERVAL"
    case healthListen = "FIXOPS_HEALTH_LISTEN"
    case inflightBytes = "FIXOPS_INFLIGHT_BYTES"
    case kevURL = "FIXOPS_KEV_URL"
    case lanes = "FIXOPS_LANES"
    case lease = "FIXOPS_LEASE"
    case listen = "FIXOPS_LISTEN"
    case logLevel = "FIXOPS_LOG_LEVEL"
    case postgresURL = "FIXOPS_POSTGRES_URL"
    /// Jobs that may wait before the gateway refuses reports.
    case queueLimit = "FIXOPS_QUEUE_LIMIT"
    /// Seconds that a tenant's reports may have to wait before the gateway refuses more of them.
    case queueSeconds = "FIXOPS_QUEUE_SECONDS"
    case redisURL = "FIXOPS_REDIS_URL"
    /// Sent to the language models that `fixops rephrase` is told of.
    case rephraseToken = "FIXOPS_REPHRASE_TOKEN"
    case retentionDays = "FIXOPS_RETENTION_DAYS"
    case services = "FIXOPS_SERVICES"
    case shards = "FIXOPS_SHARDS"
    case token = "FIXOPS_TOKEN"
    case url = "FIXOPS_URL"
    case webhookGitHubSecret = "FIXOPS_WEBHOOK_GITHUB_SECRET"

    /// The same setting as a flag: `--redis-url`.
    public var flag: String {
        "--" + rawValue.dropFirst("FIXOPS_".count).lowercased().split(separator: "_").joined(separator: "-")
    }
}
