/// What operators ask of a dead letter, and what they made of it.
enum Migration0008 {
    static let sql = """
        ALTER TABLE dead_letter
            ADD COLUMN source text NOT NULL DEFAULT '',
            ADD COLUMN class text NOT NULL DEFAULT 'live' CHECK (class IN ('bulk', 'live')),
            ADD COLUMN deaths integer NOT NULL DEFAULT 0 CHECK (deaths >= 0),
            -- The major version of the rules of the build that gave the job up.
            ADD COLUMN engine integer NOT NULL DEFAULT 1,
            -- The last error in full, or the signal that ended the worker.
            ADD COLUMN error text,
            ADD COLUMN worker text NOT NULL DEFAULT '',
            -- SHA-256 of what the stage was given.
            ADD COLUMN input_digest bytea CHECK (octet_length(input_digest) = 32),
            ADD COLUMN first_failed_at timestamptz,
            -- The decisions that a re-score job was to make again.
            ADD COLUMN decisions uuid[] NOT NULL DEFAULT '{}',
            ADD COLUMN state text NOT NULL DEFAULT 'open' CHECK (state IN ('discarded', 'open', 'redriven')),
            -- When and by whom it was redriven or discarded; failing again opens it anew and keeps both.
            ADD COLUMN settled_at timestamptz,
            ADD COLUMN settled_by text,
            ADD COLUMN redrives integer NOT NULL DEFAULT 0 CHECK (redrives >= 0),
            ADD CHECK (state = 'open' OR (settled_at IS NOT NULL AND settled_by IS NOT NULL));
        UPDATE dead_letter SET first_failed_at = failed_at;
        ALTER TABLE dead_letter ALTER COLUMN first_failed_at SET NOT NULL;
        CREATE INDEX dead_letter_open ON dead_letter (tenant, id) WHERE state = 'open';
        CREATE INDEX dead_letter_by_scan ON dead_letter (scan) WHERE scan IS NOT NULL;
        ALTER TABLE rescore_run
            DROP CONSTRAINT rescore_run_cause_check,
            ADD CONSTRAINT rescore_run_cause_check CHECK (cause IN ('context', 'feed', 'late', 'policy', 'redrive'));
        -- Which failed scan is newer than a service's decisions.
        CREATE INDEX scan_failed ON scan (tenant, service, source, sequence) WHERE status = 'failed';
        """
}
