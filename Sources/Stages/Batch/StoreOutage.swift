internal import Postgres

/// Tells a database that is away from one that refuses a job: only the latter may count against the job.
enum StoreOutage {
    /// A failover leaves the old primary read-only (25006), and what waits for a lock in vain (55P03) waits for somebody
    /// else's work, such as a long import; class 53 is the server out of connections, memory or disk.
    private static let awayStates: Set = ["25006", "55P03"]

    static func isOutage(_ error: any Error) -> Bool {
        guard let error = error as? PostgresError else { return false }
        switch error.code {
        case .connection, .poolExhausted: return true
        case .sqlState(let state):
            return error.isConnection || state.rawValue.hasPrefix("53") || awayStates.contains(state.rawValue)
        case .configuration, .unexpectedValue: return false
        }
    }
}
