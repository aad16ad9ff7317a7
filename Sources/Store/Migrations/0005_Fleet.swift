/// The fleet's own work: re-scoring, failures, leadership, messages to the outside.
enum Migration0005 {
    static let sql = """
        CREATE TABLE rescore_run (
            id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            tenant text NOT NULL,
            cause text NOT NULL CHECK (cause IN ('context', 'feed', 'late', 'policy')),
            epoch bigint NOT NULL CHECK (epoch >= 0),
            items bigint NOT NULL CHECK (items > 0),
            released bigint NOT NULL DEFAULT 0 CHECK (released BETWEEN 0 AND items),
            created_at timestamptz NOT NULL DEFAULT now(),
            finished_at timestamptz CHECK (finished_at IS NULL OR released = items)
        );
        CREATE INDEX rescore_run_unfinished ON rescore_run (id) WHERE finished_at IS NULL;
        CREATE INDEX rescore_run_by_tenant ON rescore_run (tenant, id);

        -- What a run still has to do: an item that is done has no row.
        CREATE TABLE rescore_item (
            run bigint NOT NULL,
            item bigint NOT NULL CHECK (item > 0),
            tenant text NOT NULL,
            decision uuid NOT NULL,
            PRIMARY KEY (run, item),
            UNIQUE (run, decision)
        );

        -- Chunks that were handed to the fleet and have items left when last looked at.
        CREATE TABLE rescore_chunk (
            run bigint NOT NULL,
            first bigint NOT NULL CHECK (first > 0),
            last bigint NOT NULL CHECK (last >= first),
            tenant text NOT NULL,
            released_at timestamptz NOT NULL DEFAULT now(),
            PRIMARY KEY (run, first)
        );
        CREATE INDEX rescore_chunk_by_released_at ON rescore_chunk (released_at);

        -- One row for a job and the stage that it failed at; failing again there counts up.
        CREATE TABLE dead_letter (
            id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            tenant text NOT NULL,
            service text NOT NULL,
            scan uuid,
            job text NOT NULL,
            stage text NOT NULL,
            code text NOT NULL,
            reason text NOT NULL,
            message bytea NOT NULL,
            attempts integer NOT NULL CHECK (attempts >= 0),
            failed_at timestamptz NOT NULL,
            times integer NOT NULL DEFAULT 1,
            UNIQUE (tenant, job, stage)
        );
        CREATE INDEX dead_letter_by_failed_at ON dead_letter (failed_at);

        CREATE TABLE outbox (
            id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            tenant text NOT NULL,
            kind text NOT NULL,
            payload bytea NOT NULL,
            attempts integer NOT NULL DEFAULT 0,
            created_at timestamptz NOT NULL DEFAULT now(),
            due_at timestamptz NOT NULL DEFAULT now()
        );
        CREATE INDEX outbox_by_due_at ON outbox (due_at);

        -- Duties of the fleet as a whole, so that no tenant is named.
        CREATE TABLE leadership (
            duty text PRIMARY KEY,
            holder text NOT NULL,
            elected_at timestamptz NOT NULL,
            expires_at timestamptz NOT NULL
        );

        -- Payloads that are too large to travel in a message, under their own digest.
        CREATE TABLE blob (
            tenant text NOT NULL,
            digest bytea NOT NULL CHECK (octet_length(digest) = 32),
            body bytea NOT NULL,
            created_at timestamptz NOT NULL DEFAULT now(),
            PRIMARY KEY (tenant, digest)
        ) WITH (toast_tuple_target = 4080);
        CREATE INDEX blob_by_created_at ON blob (created_at);
        """
}
