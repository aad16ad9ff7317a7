/// Findings whose life goes on under another fingerprint.
enum Migration0015 {
    static let sql = """
        -- The fingerprint under which it was opened; null where that is its own.
        ALTER TABLE finding ADD COLUMN opened_as bytea CHECK (octet_length(opened_as) = 16);
        """
}
