/// What comes in: artifacts, scans, and what normalizers make of them.
enum Migration0002 {
    static let sql = """
        -- Bodies come as gzip or plain; the server compresses the plain ones.
        CREATE TABLE artifact (
            tenant text NOT NULL,
            digest bytea NOT NULL CHECK (octet_length(digest) = 32),
            body bytea NOT NULL,
            is_gzip boolean NOT NULL,
            byte_count bigint NOT NULL CHECK (byte_count >= 0),
            created_at timestamptz NOT NULL,
            PRIMARY KEY (tenant, digest)
        );

        CREATE TABLE source_sequence (
            tenant text NOT NULL,
            service text NOT NULL,
            source text NOT NULL CHECK (octet_length(source) BETWEEN 1 AND 200),
            last_sequence bigint NOT NULL CHECK (last_sequence > 0),
            PRIMARY KEY (tenant, service, source),
            FOREIGN KEY (tenant, service) REFERENCES service
        ) WITH (fillfactor = 50);

        CREATE TABLE scan (
            id uuid PRIMARY KEY,
            tenant text NOT NULL,
            service text NOT NULL,
            source text NOT NULL,
            sequence bigint NOT NULL CHECK (sequence > 0),
            artifact bytea NOT NULL CHECK (octet_length(artifact) = 32),
            format text NOT NULL,
            status text NOT NULL DEFAULT 'queued' CHECK (status IN ('queued', 'decided', 'failed')),
            accepted_at timestamptz NOT NULL,
            finished_at timestamptz,
            problem_code text,
            problem_reason text,
            timeline bytea,
            UNIQUE (tenant, service, source, sequence),
            CHECK ((status = 'queued') = (finished_at IS NULL)),
            CHECK ((status = 'failed') = (problem_code IS NOT NULL)),
            CHECK ((problem_code IS NULL) = (problem_reason IS NULL))
        );
        -- Ids are UUIDv7: the oldest come first.
        CREATE INDEX scan_unfinished ON scan (id) WHERE status = 'queued';

        CREATE TABLE webhook_delivery (
            tenant text NOT NULL,
            provider text NOT NULL,
            delivery text NOT NULL CHECK (octet_length(delivery) BETWEEN 1 AND 200),
            scan uuid NOT NULL,
            received_at timestamptz NOT NULL,
            PRIMARY KEY (tenant, provider, delivery)
        );
        CREATE INDEX webhook_delivery_by_received_at ON webhook_delivery (received_at);

        CREATE TABLE facts (
            tenant text NOT NULL,
            digest bytea NOT NULL CHECK (octet_length(digest) = 32),
            body bytea NOT NULL,
            PRIMARY KEY (tenant, digest)
        );

        -- `findings` is the index of the document's findings, 32 bytes each (see FindingIndex); `finding_set` digests its members.
        CREATE TABLE normalization (
            tenant text NOT NULL,
            artifact bytea NOT NULL CHECK (octet_length(artifact) = 32),
            format text NOT NULL,
            version integer NOT NULL CHECK (version > 0),
            facts_digest bytea NOT NULL,
            document bytea NOT NULL,
            findings bytea NOT NULL CHECK (octet_length(findings) % 32 = 0),
            finding_set bytea NOT NULL CHECK (octet_length(finding_set) = 32),
            created_at timestamptz NOT NULL DEFAULT now(),
            PRIMARY KEY (tenant, artifact, format, version)
        );

        ALTER TABLE artifact SET (toast_tuple_target = 4080);
        ALTER TABLE facts SET (toast_tuple_target = 4080);
        ALTER TABLE normalization SET (toast_tuple_target = 4080);
        """
}
