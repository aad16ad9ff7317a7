/// How the settlement of a batch ended; what neither set names is settled.
struct Settlement: Sendable {
    /// Entries that somebody else had settled.
    var stale: Set<PulledEntry.Key> = []
    /// Entries that could not be acknowledged: they expire and run again.
    var unsettled: Set<PulledEntry.Key> = []

    func contains(_ entry: PulledEntry) -> Bool { stale.contains(entry.key) || unsettled.contains(entry.key) }
}
