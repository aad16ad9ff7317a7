internal import Postgres

/// The number of shards that the fleet's keys are spread over. It is kept here because two processes that knew two
/// numbers would look for the same job in two places.
extension Store {
    /// Nil before the fleet's first process.
    public func shardCount() async throws -> Int? {
        try await pool.session { session in
            try session.run("SELECT shards FROM fleet_layout").first?.int(0)
        }
    }

    /// Makes `count` the number of a fleet that has none yet. Throws `ShardCountError.differs` where it has another.
    public func adoptShards(_ count: Int) async throws {
        try await pool.session { session in
            _ = try session.run(
                "INSERT INTO fleet_layout (shards) VALUES (\(Int32(count))) ON CONFLICT (is_only) DO NOTHING")
        }
        guard let stored = try await shardCount(), stored != count else { return }
        throw ShardCountError.differs(given: count, stored: stored)
    }

    /// Changes the number. Throws `ShardCountError.unfinished` while work waits or runs in the shards that there are.
    public func setShards(_ count: Int) async throws {
        try await pool.transaction { session in
            let rows = try session.run(
                """
                SELECT (SELECT count(*) FROM scan WHERE status = 'queued'),
                       (SELECT count(*) FROM rescore_run WHERE finished_at IS NULL)
                """)
            let (scans, runs) = (rows.first?.int(0) ?? 0, rows.first?.int(1) ?? 0)
            guard scans + runs == 0 else { throw ShardCountError.unfinished(scans: scans, runs: runs) }
            _ = try session.run(
                """
                INSERT INTO fleet_layout (shards) VALUES (\(Int32(count)))
                ON CONFLICT (is_only) DO UPDATE SET shards = excluded.shards
                """)
        }
    }
}
