internal import Postgres

/// How the fleet's queues are spread over Redis. It is kept here because two processes that knew two layouts would look for
/// the same job in two places.
extension Store {
    /// Nil before the fleet's first process.
    public func layout() async throws -> FleetLayout? {
        try await pool.session { session in
            try session.run("SELECT shards, lanes FROM fleet_layout").first.map {
                FleetLayout(shards: $0.int(0), lanes: $0.optionalInt(1))
            }
        }
    }

    /// Makes these the numbers of a fleet that has none yet. Throws `FleetLayoutError` where it has others.
    public func adoptLayout(shards: Int, lanes: Int) async throws {
        try await pool.session { session in
            _ = try session.run(
                """
                INSERT INTO fleet_layout AS known (shards, lanes) VALUES (\(Int32(shards)), \(Int32(lanes)))
                ON CONFLICT (is_only) DO UPDATE SET lanes = excluded.lanes
                WHERE known.lanes IS NULL AND known.shards = excluded.shards
                """)
        }
        guard let stored = try await layout() else { return }
        if stored.shards != shards { throw FleetLayoutError.shardsDiffer(given: shards, stored: stored.shards) }
        if let known = stored.lanes, known != lanes {
            throw FleetLayoutError.lanesDiffer(given: lanes, stored: known)
        }
    }

    /// Changes the numbers that are given, and gives what the layout is then. Throws `FleetLayoutError.unfinished` while work
    /// waits or runs where a job would not be found again: in other shards, or in lanes beyond a smaller number.
    public func setLayout(shards: Int?, lanes: Int?) async throws -> FleetLayout {
        try await pool.transaction { session in
            let row = try session.run("SELECT shards, lanes FROM fleet_layout FOR UPDATE").first
            let known = row.map { FleetLayout(shards: $0.int(0), lanes: $0.optionalInt(1)) }
            guard let shards = shards ?? known?.shards else { throw FleetLayoutError.none }
            let wanted = FleetLayout(shards: shards, lanes: lanes ?? known?.lanes)
            if known.map(wanted.mayLoseSight(of:)) ?? true { try Self.checkFinished(session) }
            _ = try session.run(
                """
                INSERT INTO fleet_layout (shards, lanes) VALUES (\(Int32(wanted.shards)), \(wanted.lanes.map(Int32.init)))
                ON CONFLICT (is_only) DO UPDATE SET shards = excluded.shards, lanes = excluded.lanes
                """)
            return wanted
        }
    }

    private static func checkFinished(_ session: PostgresSession) throws {
        let rows = try session.run(
            """
            SELECT (SELECT count(*) FROM scan WHERE status = 'queued'),
                   (SELECT count(*) FROM rescore_run WHERE finished_at IS NULL)
            """)
        let (scans, runs) = (rows.first?.int(0) ?? 0, rows.first?.int(1) ?? 0)
        guard scans + runs == 0 else { throw FleetLayoutError.unfinished(scans: scans, runs: runs) }
    }
}
