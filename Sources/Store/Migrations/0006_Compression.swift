/// Large values are compressed with LZ4 where the server has it: several times faster than its own method.
enum Migration0006 {
    static let sql = """
        DO $$
        DECLARE
            place record;
        BEGIN
            IF 'lz4' = ANY (
                SELECT unnest(enumvals) FROM pg_settings WHERE name = 'default_toast_compression'
            ) THEN
                FOR place IN
                    SELECT * FROM (VALUES
                        ('artifact', 'body'), ('blob', 'body'), ('evidence', 'body'), ('facts', 'body'),
                        ('finding', 'body'), ('normalization', 'document'), ('normalization', 'findings'),
                        ('verdict_body', 'assessment'), ('verdict_body', 'enriched')
                    ) AS listed (holder, part)
                LOOP
                    EXECUTE format('ALTER TABLE %I ALTER COLUMN %I SET COMPRESSION lz4', place.holder, place.part);
                END LOOP;
            END IF;
        END
        $$;
        """
}
