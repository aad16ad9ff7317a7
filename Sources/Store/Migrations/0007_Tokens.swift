/// Who may ask for what: bearer tokens of tenants, of which only digests are kept.
enum Migration0007 {
    static let sql = """
        CREATE TABLE access_token (
            id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            tenant text NOT NULL REFERENCES tenant,
            name text NOT NULL CHECK (octet_length(name) BETWEEN 1 AND 200),
            digest bytea NOT NULL UNIQUE CHECK (octet_length(digest) = 32),
            -- Names of scopes, joined by commas.
            scopes text NOT NULL CHECK (scopes ~ '^(admin|operate|read|submit)(,(admin|operate|read|submit))*$'),
            created_at timestamptz NOT NULL DEFAULT now(),
            expires_at timestamptz,
            last_used_at timestamptz,
            revoked_at timestamptz
        );
        -- A name can be given anew once its token is revoked.
        CREATE UNIQUE INDEX access_token_by_name ON access_token (tenant, name) WHERE revoked_at IS NULL;
        """
}
