/// Who uses the system: tenants, their services and policies.
enum Migration0001 {
    static let sql = """
        CREATE TABLE tenant (
            id text PRIMARY KEY CHECK (octet_length(id) BETWEEN 1 AND 200),
            created_at timestamptz NOT NULL DEFAULT now()
        );
        INSERT INTO tenant (id) VALUES ('default');

        -- Bodies are immutable: decisions refer to them by digest for ever.
        CREATE TABLE policy_body (
            tenant text NOT NULL REFERENCES tenant,
            digest bytea NOT NULL CHECK (octet_length(digest) = 32),
            body bytea NOT NULL,
            created_at timestamptz NOT NULL,
            PRIMARY KEY (tenant, digest)
        );

        -- Which body is in force under a name. The built-in pack `default` has no row until a tenant replaces it.
        CREATE TABLE policy (
            tenant text NOT NULL REFERENCES tenant,
            name text NOT NULL CHECK (octet_length(name) BETWEEN 1 AND 200),
            digest bytea NOT NULL,
            changed_at timestamptz NOT NULL,
            PRIMARY KEY (tenant, name),
            FOREIGN KEY (tenant, digest) REFERENCES policy_body
        );

        CREATE TABLE service (
            tenant text NOT NULL REFERENCES tenant,
            name text NOT NULL CHECK (octet_length(name) BETWEEN 1 AND 200),
            context bytea NOT NULL DEFAULT '{}',
            policy text NOT NULL DEFAULT 'default',
            revision bigint NOT NULL DEFAULT 1 CHECK (revision > 0),
            created_at timestamptz NOT NULL,
            revised_at timestamptz NOT NULL DEFAULT clock_timestamp(),
            PRIMARY KEY (tenant, name)
        );
        CREATE INDEX service_by_policy ON service (tenant, policy);
        CREATE INDEX service_by_revised_at ON service (revised_at);
        """
}
