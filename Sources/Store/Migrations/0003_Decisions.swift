/// What comes out: decisions with their evidence, the current ones, and the findings' lives.
enum Migration0003 {
    static let sql = """
        -- By decision key, which covers everything that the body depends on: equal keys, equal bodies.
        CREATE TABLE verdict_body (
            tenant text NOT NULL,
            key bytea NOT NULL CHECK (octet_length(key) = 32),
            output_digest bytea NOT NULL CHECK (octet_length(output_digest) = 32),
            assessment bytea NOT NULL,
            enriched bytea NOT NULL,
            created_at timestamptz NOT NULL,
            PRIMARY KEY (tenant, key)
        ) WITH (toast_tuple_target = 4080);

        -- Never updated. `cause` is 0 for a scan's first decision, else the re-score run.
        CREATE TABLE decision (
            id uuid PRIMARY KEY,
            tenant text NOT NULL,
            scan uuid NOT NULL,
            cause bigint NOT NULL CHECK (cause >= 0),
            service text NOT NULL,
            source text NOT NULL,
            sequence bigint NOT NULL CHECK (sequence > 0),
            artifact bytea NOT NULL CHECK (octet_length(artifact) = 32),
            facts_digest bytea NOT NULL CHECK (octet_length(facts_digest) = 32),
            key bytea NOT NULL CHECK (octet_length(key) = 32),
            policy_name text NOT NULL,
            policy_digest bytea NOT NULL CHECK (octet_length(policy_digest) = 32),
            epoch bigint NOT NULL CHECK (epoch >= 0),
            revision bigint NOT NULL CHECK (revision >= 0),
            verdict text NOT NULL CHECK (verdict IN ('ALLOW', 'BLOCK', 'DEFER')),
            decided_at timestamptz NOT NULL,
            due timestamptz,
            valid_until timestamptz,
            started_from uuid CHECK ((started_from IS NULL) OR cause > 0),
            superseded boolean NOT NULL,
            UNIQUE (scan, cause)
        );

        -- `digest` is that of the whole evidence; where the places are set, the verdict body's two parts go back into
        -- `body` there (see EvidenceSkeleton).
        CREATE TABLE evidence (
            decision uuid PRIMARY KEY,
            tenant text NOT NULL,
            digest bytea NOT NULL CHECK (octet_length(digest) = 32),
            body bytea NOT NULL,
            assessment_at integer,
            enriched_at integer,
            CHECK ((assessment_at IS NULL) = (enriched_at IS NULL))
        ) WITH (toast_tuple_target = 4080);

        -- `unchecked` names the feeds that were absent or stale when the decision was made.
        CREATE TABLE current_decision (
            tenant text NOT NULL,
            service text NOT NULL,
            source text NOT NULL,
            sequence bigint NOT NULL CHECK (sequence > 0),
            scan uuid NOT NULL,
            decision uuid NOT NULL,
            verdict text NOT NULL CHECK (verdict IN ('ALLOW', 'BLOCK', 'DEFER')),
            unchecked text[] NOT NULL,
            PRIMARY KEY (tenant, service, source)
        ) WITH (fillfactor = 50);
        CREATE INDEX current_decision_unchecked ON current_decision (tenant, service, source) WHERE unchecked <> '{}';

        -- What the newest applied scan of a source has: `members` is 24 bytes a finding and `cves` 8 bytes a CVE, so that
        -- the next scan is compared without a row for each, and an equal digest skips even that.
        CREATE TABLE finding_set (
            tenant text NOT NULL,
            service text NOT NULL,
            source text NOT NULL,
            digest bytea NOT NULL CHECK (octet_length(digest) = 32),
            members bytea NOT NULL CHECK (octet_length(members) % 24 = 0),
            cves bytea NOT NULL CHECK (octet_length(cves) % 8 = 0),
            PRIMARY KEY (tenant, service, source)
        ) WITH (fillfactor = 50);

        -- Which current decisions read a CVE: what a feed's change touches is found here.
        CREATE TABLE decision_cve (
            cve bigint NOT NULL,
            tenant text NOT NULL,
            service text NOT NULL,
            source text NOT NULL,
            PRIMARY KEY (cve, tenant, service, source)
        );

        CREATE TABLE finding (
            tenant text NOT NULL,
            service text NOT NULL,
            source text NOT NULL,
            fingerprint bytea NOT NULL CHECK (octet_length(fingerprint) = 16),
            body bytea NOT NULL,
            first_seen_at timestamptz NOT NULL,
            opened_at timestamptz NOT NULL,
            opened_by uuid NOT NULL,
            closed_at timestamptz,
            closed_by uuid,
            PRIMARY KEY (tenant, service, source, fingerprint),
            CHECK ((closed_at IS NULL) = (closed_by IS NULL))
        ) WITH (fillfactor = 90);

        -- Answers given from fingerprints; decisions themselves are never updated.
        CREATE TABLE decision_hit (
            tenant text NOT NULL,
            decision uuid NOT NULL,
            hits bigint NOT NULL CHECK (hits > 0),
            last_seen_at timestamptz NOT NULL,
            PRIMARY KEY (tenant, decision)
        ) WITH (fillfactor = 50);
        """
}
