/// Traces outlive a lost queue: work that is put back goes on in the trace of the request, or links to that of the import,
/// that it came from.
enum Migration0010 {
    static let sql = """
        -- `traceparent` of W3C Trace Context; empty for none.
        ALTER TABLE scan ADD COLUMN trace text NOT NULL DEFAULT '' CHECK (octet_length(trace) <= 55);
        ALTER TABLE rescore_run ADD COLUMN trace text NOT NULL DEFAULT '' CHECK (octet_length(trace) <= 55);
        """
}
