internal import Fleet
internal import Store

extension Job where Work == ScoredWork {
    /// The key of the verdict body that the job leads to.
    var bodyKey: ContentKey { ContentKey(tenant: message.tenant, digest: work.key) }
}
