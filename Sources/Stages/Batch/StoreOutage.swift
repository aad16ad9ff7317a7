internal import Fleet
internal import Postgres

/// Tells a database that is away from one that refuses a job: only the latter may count against the job. And tells a
/// refusal that may pass from one that never will.
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

    /// Values that no column can hold (class 22), and rows that the schema forbids whatever else there is (23502, 23514).
    /// Unique and foreign keys may have lost a race, so that those are tried again.
    static func rejection(_ error: any Error) -> Rejection? {
        guard let error = error as? PostgresError, case .sqlState(let state) = error.code else { return nil }
        guard state.rawValue.hasPrefix("22") || ["23502", "23514"].contains(state.rawValue) else { return nil }
        return Rejection(code: "refused-by-store", reason: "\(error); no further try can help")
    }
}
