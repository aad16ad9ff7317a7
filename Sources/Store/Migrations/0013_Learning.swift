/// What is remembered of decisions after they were made: verdicts that are held, outcomes, and models learned from them.
enum Migration0013 {
    static let sql = """
        -- The risk verdict that a service holds for a CVE (see `HeldRisk`). ALLOW has no row.
        CREATE TABLE held_risk (
            tenant text NOT NULL,
            service text NOT NULL,
            cve bigint NOT NULL,
            verdict text NOT NULL CHECK (verdict IN ('BLOCK', 'DEFER')),
            dates_below integer NOT NULL CHECK (dates_below >= 0),
            score_date timestamptz NOT NULL,
            basis bytea NOT NULL CHECK (octet_length(basis) = 32),
            PRIMARY KEY (tenant, service, cve)
        ) WITH (fillfactor = 70);
        -- Those that the next score date may end.
        CREATE INDEX held_risk_leaving ON held_risk (tenant, service, cve) WHERE dates_below > 0;

        -- Reported once, never changed: `body` is the canonical outcome that `digest` is taken over.
        CREATE TABLE outcome (
            tenant text NOT NULL,
            id text NOT NULL,
            kind text NOT NULL CHECK (kind IN ('deployed', 'exploited', 'false-positive', 'patched', 'reopened',
                                               'waiver-expired', 'withdrawn')),
            at timestamptz NOT NULL,
            service text NOT NULL,
            body bytea NOT NULL,
            digest bytea NOT NULL CHECK (octet_length(digest) = 32),
            received_at timestamptz NOT NULL,
            PRIMARY KEY (tenant, id)
        );
        CREATE INDEX outcome_by_time ON outcome (tenant, at);

        -- A policy (`body`) whose numbers were learned, with the policy that it was learned for (`base`).
        CREATE TABLE learned_model (
            id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            tenant text NOT NULL,
            policy text NOT NULL,
            base bytea NOT NULL CHECK (octet_length(base) = 32),
            body bytea NOT NULL,
            counts bytea NOT NULL,
            report bytea NOT NULL,
            passed boolean NOT NULL,
            learned_at timestamptz NOT NULL,
            promoted_at timestamptz,
            promoted_by text,
            CHECK ((promoted_at IS NULL) = (promoted_by IS NULL))
        );
        CREATE INDEX learned_model_by_tenant ON learned_model (tenant, id);
        """
}
