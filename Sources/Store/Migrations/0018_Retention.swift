/// What the retention looks for.
enum Migration0018 {
    static let sql = """
        -- Whether anything still has these facts.
        CREATE INDEX normalization_by_facts ON normalization (tenant, facts_digest);
        CREATE INDEX finding_closed ON finding (closed_at) WHERE closed_at IS NOT NULL;
        """
}
