internal import Postgres

extension Store {
    /// Takes or renews a duty for `seconds` of the server's clock; false while another holds it.
    ///
    /// A holder trusts itself only until `seconds` after it asked, less a margin: an answer may come late.
    public func leadership(of duty: String, holder: String, seconds: Int) async throws -> Bool {
        try await pool.session { session in
            let rows = try session.run(
                """
                INSERT INTO leadership AS held (duty, holder, elected_at, expires_at)
                VALUES (\(duty), \(holder), clock_timestamp(),
                        clock_timestamp() + make_interval(secs => \(Double(seconds))))
                ON CONFLICT (duty) DO UPDATE
                   SET holder = excluded.holder, expires_at = excluded.expires_at,
                       elected_at = CASE WHEN held.holder = excluded.holder THEN held.elected_at
                                         ELSE excluded.elected_at END
                 WHERE held.holder = excluded.holder OR held.expires_at <= clock_timestamp()
                """)
            return rows.affected > 0
        }
    }

    /// Gives a duty up at once; nothing happens when another holds it.
    public func resign(_ duty: String, holder: String) async throws {
        try await pool.session { session in
            _ = try session.run("DELETE FROM leadership WHERE duty = \(duty) AND holder = \(holder)")
        }
    }
}
