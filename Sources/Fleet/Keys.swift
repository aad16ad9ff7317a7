/// The one owner of every key and stream name in Redis.
///
/// All keys of a shard share its hash tag, so that one script may touch any of them in a cluster.
public enum Keys {
    /// The consumer group on each stream.
    public static let group = "w"

    /// The mark that a job is in a queue; the last ack deletes it.
    public static func job(shard: Int, job: String) -> String { "\(prefix(shard)):job:\(job)" }

    /// The places of live jobs that are admitted and not enqueued yet, by job key.
    static func door(shard: Int) -> String { "\(prefix(shard)):door" }

    /// A known decision of an artefact. `digest` is lowercase hex.
    public static func fingerprint(shard: Int, digest: String) -> String { "\(prefix(shard)):fp:\(digest)" }

    /// The revision of a service, bumped with each change of its policy, context or waivers.
    public static func revision(shard: Int, tenant: String, service: String) -> String {
        "\(prefix(shard)):rev:\(tenant.utf8.count):\(tenant):\(service)"
    }

    /// The sequence of the newest scan of a source, raised with each scan.
    public static func newest(shard: Int, tenant: String, service: String, source: String) -> String {
        "\(prefix(shard)):seq:\(tenant.utf8.count):\(tenant):\(service.utf8.count):\(service):\(source)"
    }

    /// The feed epoch that the shard's readers judge fingerprints by.
    public static func epoch(shard: Int) -> String { "\(prefix(shard)):epoch" }

    /// The life of the server whose contents were last compared with the store.
    public static func life(shard: Int) -> String { "\(prefix(shard)):life" }

    /// The stream of hints that decisions are committed, one entry a batch.
    public static func done(shard: Int) -> String { "\(prefix(shard)):done" }

    static func prefix(_ shard: Int) -> String { "fx:{s\(shard)}" }
}
