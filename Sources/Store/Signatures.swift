public import Engine

private let unfinished = StoreError(.notFound, "not yet")

// Intake
extension Store {
}

// Normalizer
extension Store {
}

// Enricher and scorer
extension Store {
    /// One for each key; a service that is not known has unknown context, revision 0 and the policy `default`.
    public func profiles(_ keys: [ServiceKey]) async throws -> [ServiceKey: ServiceProfile] { throw unfinished }
    public func threatEpoch() async throws -> Int64 { throw unfinished }
    /// The items of a chunk that are still to be done; those whose decision is no longer current end here.
    public func rescoreItems(_ range: RescoreRange) async throws -> [RescoreItem] { throw unfinished }
    /// Ends items that need no new decision.
    public func finishRescoreItems(_ items: [Int64], of run: Int64) async throws { throw unfinished }
    /// A policy's canonical bytes; the built-in pack is known without a row.
    public func policyBody(_ key: ContentKey) async throws -> [UInt8]? { throw unfinished }
}

// Writer
extension Store {
    /// Writes dead letters and ends their scans as failed.
    public func bury(_ jobs: [FailedJob]) async throws { throw unfinished }
    /// The newest first.
    public func deadLetters(tenant: String, limit: Int) async throws -> [StoredDeadLetter] { throw unfinished }
}

// Scheduler
extension Store {
    /// Takes or renews a duty for `seconds`; false when another holds it.
    public func leadership(of duty: String, holder: String, seconds: Int) async throws -> Bool { throw unfinished }
    public func resign(_ duty: String, holder: String) async throws { throw unfinished }
    /// Moves the runs' cursors on by at most `limit` chunks, the oldest run first.
    public func releaseRescore(limit: Int) async throws -> [RescoreChunkRow] { throw unfinished }
    /// Chunks with items that are not done `seconds` after their release; counts as a new release.
    public func overdueRescores(olderThan seconds: Int, limit: Int) async throws -> [RescoreChunkRow] {
        throw unfinished
    }
    /// Marks runs without remaining items as finished.
    public func finishRescoreRuns() async throws -> [Int64] { throw unfinished }
    /// Scans accepted more than `seconds` ago and not finished, by id, from the one behind `last`.
    public func unfinishedScans(olderThan seconds: Int, after last: ScanID?, limit: Int) async throws
        -> [UnfinishedScan]
    { throw unfinished }
    /// Revisions that changed after `time`, or all; those of services that never changed are left out.
    public func revisions(changedSince time: Timestamp?) async throws -> [ServiceRevision] { throw unfinished }
    public func post(_ kind: String, _ payloads: [[UInt8]], tenant: String) async throws { throw unfinished }
    /// Messages that are due, taken for `seconds`: one that is not finished by then is due again.
    public func takeOutbox(limit: Int, seconds: Int) async throws -> [OutboxMessage] { throw unfinished }
    public func finishOutbox(_ ids: [Int64]) async throws { throw unfinished }
    /// Deletes at most `limit` rows of each kind that ended before `time`; gives their number.
    public func purge(before time: Timestamp, limit: Int) async throws -> Int { throw unfinished }
}

// Reads and declarations
extension Store {
    public func scans(_ ids: [ScanID], tenant: String) async throws -> [ScanRecord] { throw unfinished }
    public func decisions(_ ids: [ScanID], tenant: String) async throws -> [DecisionRecord] { throw unfinished }
    /// The newest decision of each of the scans that has one.
    public func decisionsOf(scans: [ScanID], tenant: String) async throws -> [DecisionRecord] { throw unfinished }
    /// By the id of a decision, or of a scan (its newest decision's).
    public func evidence(_ id: ScanID, tenant: String) async throws -> StoredEvidence? { throw unfinished }
    public func services(tenant: String) async throws -> [ServiceRecord] { throw unfinished }
    public func service(_ key: ServiceKey) async throws -> ServiceRecord? { throw unfinished }
    /// A service's findings by source and fingerprint; with `closed`, also those that are gone.
    public func findings(_ key: ServiceKey, closed: Bool) async throws -> [FindingRecord] { throw unfinished }
    public func policies(tenant: String) async throws -> [StoredPolicy] { throw unfinished }
    /// The newest first.
    public func rescoreRuns(tenant: String, limit: Int) async throws -> [RescoreRun] { throw unfinished }
    /// Declares a service, or changes its context or the name of its policy; nil leaves a part as it is.
    public func setContext(_ key: ServiceKey, context: [UInt8]?, policy: String? = nil, at time: Timestamp) async throws
        -> RevisionChange
    { throw unfinished }
    /// Puts a policy in force for every service of the tenant that uses its name.
    public func setPolicy(_ canonical: [UInt8], name: String, tenant: String, at time: Timestamp) async throws
        -> RevisionChange
    { throw unfinished }
}
