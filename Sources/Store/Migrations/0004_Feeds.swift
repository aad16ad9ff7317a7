/// What the world says of CVEs. Feeds are public and the same for every tenant, so that these tables name none.
enum Migration0004 {
    static let sql = """
        CREATE TABLE feed (
            name text PRIMARY KEY CHECK (name IN ('epss', 'kev')),
            as_of timestamptz NOT NULL,
            version text NOT NULL,
            rows bigint NOT NULL CHECK (rows >= 0),
            is_sample boolean NOT NULL,
            digest bytea NOT NULL CHECK (octet_length(digest) = 32),
            imported_at timestamptz NOT NULL,
            epoch bigint NOT NULL
        );

        -- Published epochs. A feed's first import changes what is known of every CVE, named in it or not: `is_full`.
        CREATE TABLE feed_epoch (
            epoch bigint PRIMARY KEY CHECK (epoch > 0),
            feed text NOT NULL REFERENCES feed,
            is_full boolean NOT NULL,
            changed bigint NOT NULL CHECK (changed >= 0),
            published_at timestamptz NOT NULL
        );
        CREATE INDEX feed_epoch_full ON feed_epoch (epoch) WHERE is_full;

        CREATE TABLE kev (
            cve bigint PRIMARY KEY,
            is_ransomware boolean NOT NULL
        );

        -- In units of 1e-5. The percentile is a rank that moves every day: it is not kept.
        CREATE TABLE epss (
            cve bigint PRIMARY KEY,
            score_e5 integer NOT NULL CHECK (score_e5 BETWEEN 0 AND 100000)
        );

        -- The last epoch that changed a CVE, removals included; changes of full epochs are not listed.
        CREATE TABLE cve_change (
            cve bigint PRIMARY KEY,
            epoch bigint NOT NULL
        );
        CREATE INDEX cve_change_by_epoch ON cve_change (epoch);
        """
}
