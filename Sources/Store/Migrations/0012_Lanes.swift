/// Lanes are kept as shards are: a process that knew fewer would leave jobs unread.
enum Migration0012 {
    static let sql = """
        -- Null until a process tells the number that its fleet has had without it.
        ALTER TABLE fleet_layout ADD COLUMN lanes integer CHECK (lanes BETWEEN 1 AND 100);
        """
}
