/// Sources that no longer speak.
enum Migration0017 {
    static let sql = """
        -- Scans of the source up to this one change nothing any more; null for a source that was never retired.
        ALTER TABLE source_sequence ADD COLUMN retired_to bigint CHECK (retired_to BETWEEN 1 AND last_sequence);
        """
}
