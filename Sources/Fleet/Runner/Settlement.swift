/// How the settlement of a batch ended; what neither set names is settled.
struct Settlement: Sendable {
    /// Entries that somebody else had settled.
    var stale: Set<String> = []
    /// Entries that could not be acknowledged: they expire and run again.
    var unsettled: Set<String> = []

    func contains(_ id: String) -> Bool { stale.contains(id) || unsettled.contains(id) }
}
