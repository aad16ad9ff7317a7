/// What a policy demands of a service, and where a policy lives in Git.
enum Migration0014 {
    static let sql = """
        -- The kinds of input that the source's newest applied scan is, as policies name them.
        ALTER TABLE current_decision ADD COLUMN inputs text[] NOT NULL DEFAULT '{}';
        -- REPOSITORY@COMMIT:PATH; null where it was set as it is.
        ALTER TABLE policy ADD COLUMN origin text CHECK (octet_length(origin) <= 2000);
        ALTER TABLE decision ADD COLUMN policy_origin text;
        """
}
