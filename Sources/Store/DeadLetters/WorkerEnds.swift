internal import Postgres

extension Store {
    /// Notes how workers ended, and tells it to the dead letters of jobs that killed them. Noting it again changes nothing.
    public func note(_ ends: [WorkerEnd]) async throws {
        guard !ends.isEmpty else { return }
        let ends = ends.sorted { $0.worker < $1.worker }
        try await pool.transaction { session in
            try AdvisoryLock.workerEnds.take(session)
            try session.run(
                """
                INSERT INTO worker_end (worker, signal)
                SELECT * FROM unnest(\(ends.map { Text.storable($0.worker) }), \(ends.map { Text.storable($0.signal) }))
                ON CONFLICT DO NOTHING
                """)
            try Self.tellLetters(ofWorkers: ends.map(\.worker), session)
        }
    }

    /// Writes the signals into the letters of jobs whose last worker is one of `workers`, as far as they are known.
    static func tellLetters(ofWorkers workers: [String], _ session: PostgresSession) throws {
        try session.run(
            """
            UPDATE dead_letter
               SET error = 'the worker was ended by ' || signal
              FROM worker_end
             WHERE worker_end.worker = dead_letter.worker AND dead_letter.code = 'worker-died'
               AND dead_letter.worker = ANY (\(workers.map(Text.storable)))
            """)
    }
}
