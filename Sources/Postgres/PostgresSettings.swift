/// How a pool connects.
public struct PostgresSettings: Hashable, Sendable {
    /// `postgres://[user[:password]@][host][:port]/database[?option=value…]`; `?host=/folder` is a Unix socket.
    public var url: String
    /// The number of connections, each with a thread of its own.
    public var size: Int
    /// Shown in `pg_stat_activity`.
    public var applicationName: String
    /// A statement that runs longer is cancelled by the server, in milliseconds.
    public var statementTimeout: Int
    /// A connection that answers nothing for this long is given up, in milliseconds: longer than the server may take for a
    /// statement, because a server that lives says so when it cancels one.
    public var answerTimeout: Int
    /// A wait for a lock, advisory ones included, ends after this many milliseconds; 0 is for ever.
    public var lockTimeout: Int
    /// How many callers may wait for a connection.
    public var waiterLimit: Int

    public init(
        url: String, size: Int = 4, applicationName: String = "fixops", statementTimeout: Int = 30_000,
        answerTimeout: Int? = nil, lockTimeout: Int = 10_000, waiterLimit: Int = 10_000
    ) {
        self.url = url
        self.size = size
        self.applicationName = applicationName
        self.statementTimeout = statementTimeout
        self.answerTimeout = answerTimeout ?? statementTimeout + 5_000
        self.lockTimeout = lockTimeout
        self.waiterLimit = waiterLimit
    }

    /// Server parameters of every session.
    ///
    /// Plans are made for look-ups by key: a statement that was first planned on an empty table would otherwise go on
    /// reading that table whole while it grows. Transactions that read much switch the joins on again for themselves.
    private var parameters: [(String, String)] {
        [
            ("enable_hashjoin", "off"), ("enable_mergejoin", "off"), ("enable_seqscan", "off"),
            ("idle_in_transaction_session_timeout", "10000"), ("jit", "off"), ("lock_timeout", "\(lockTimeout)"),
            ("statement_timeout", "\(statementTimeout)"), ("timezone", "UTC"),
        ]
    }

    /// The URL with the bounds that libpq and the kernel keep; `AnswerLimit` keeps the one for a peer that acknowledges
    /// everything and says nothing.
    var connectionString: String {
        let options = parameters.map { "-c%20\($0.0)%3D\($0.1)" }.joined(separator: "%20")
        let bounds = [
            "application_name=\(applicationName)", "connect_timeout=5", "keepalives_idle=10", "options=\(options)",
            "tcp_user_timeout=10000",
        ]
        return url + (url.contains("?") ? "&" : "?") + bounds.joined(separator: "&")
    }
}
