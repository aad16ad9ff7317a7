/// How the fleet's keys are spread over Redis.
enum Migration0009 {
    static let sql = """
        -- One row, of the fleet as a whole, so that no tenant is named.
        CREATE TABLE fleet_layout (
            is_only boolean PRIMARY KEY DEFAULT true CHECK (is_only),
            shards integer NOT NULL CHECK (shards BETWEEN 1 AND 1024)
        );
        """
}
