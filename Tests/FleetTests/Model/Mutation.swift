/// A rule of the fleet, broken. Each must make the checker fail, or the checker proves nothing.
enum Mutation: String, CaseIterable {
    /// The entry is acknowledged and handed on, and only then are the stage's effects committed.
    case ackBeforeCommit
    /// A burial ends a scan as failed although it is decided.
    case burialOverDecision
    /// A late commit decides a scan that ended as failed.
    case commitOverBurial
    /// A process that leaves deletes its consumer whatever it owns.
    case consumerDeletedWithEntries
    /// A death in company counts against each job of the batch.
    case deathsCountedInCompany
    /// Nobody counts deaths.
    case deathsForgotten
    /// Decisions are not unique by scan.
    case decisionsNotUnique
    /// What a drain gives back counts as failed.
    case drainCountsAsFailure
    /// The next stage's entry is added in one call and this one's acknowledged in another.
    case handOffBeforeAck
    /// The job key is set in one call and the entry added in another.
    case jobKeyBeforeEntry
    /// The first acknowledgement deletes the job key, and not the last one.
    case jobKeyDeletedAtHandOff
    /// A heartbeat claims entries that its sender has lost.
    case leaseWithoutOwnerCheck
    /// Nothing compares Postgres with the queues.
    case noReconciler
    /// Due jobs are taken out of the delayed set in one call and added to their stream in another.
    case promoteInTwoCalls
    /// A dead worker's entries are acknowledged in one call and added to `:alone` in another.
    case reclaimInTwoCalls
    /// Every unfinished scan is enqueued again, also those that wait or run.
    case reconcilerWithoutJobKeys
    /// A settlement goes on although somebody else has acknowledged the entry.
    case settlementWithoutGate
    /// Suspects run beside other batches.
    case suspectsInCompany
    /// Streams are cut to a length.
    case trimByLength
}
