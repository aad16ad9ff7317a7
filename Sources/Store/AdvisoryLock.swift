internal import Postgres

/// PostgreSQL advisory locks, held to the end of the transaction. All of FixOps' are named here.
enum AdvisoryLock: Int64 {
    /// One migration at a time.
    case migration = 0x4669_784F_7073_0001
    /// Held exclusively by what changes the facts that decisions read (a feed's epoch, a context, a policy), and shared by
    /// commits of decisions: a commit sees a change whole, or is seen by it (design D16).
    case publication = 0x4669_784F_7073_0002
    /// Held exclusively by what deletes artifacts and facts that nothing refers to, and shared by what comes to refer to them:
    /// a reference is seen by the deletion, or what it refers to is written anew.
    case retention = 0x4669_784F_7073_0004
    /// Held exclusively by what notes how workers ended, and shared by what writes dead letters: the letter sees the end, or
    /// the end sees the letter.
    case workerEnds = 0x4669_784F_7073_0003

    func take(_ session: PostgresSession) throws {
        try session.run("SELECT pg_advisory_xact_lock(\(rawValue)) IS NULL")
    }

    func share(_ session: PostgresSession) throws {
        try session.run("SELECT pg_advisory_xact_lock_shared(\(rawValue)) IS NULL")
    }
}
