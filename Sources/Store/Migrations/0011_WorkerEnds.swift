/// How workers ended, for the dead letters of the jobs that they ran alone.
enum Migration0011 {
    static let sql = """
        CREATE TABLE worker_end (
            -- The consumer's name, which no other process ever has.
            worker text PRIMARY KEY,
            -- The signal that ended it, as it saw it itself.
            signal text NOT NULL,
            noted_at timestamptz NOT NULL DEFAULT now()
        );
        CREATE INDEX worker_end_age ON worker_end (noted_at);
        CREATE INDEX dead_letter_by_worker ON dead_letter (worker) WHERE code = 'worker-died';
        """
}
