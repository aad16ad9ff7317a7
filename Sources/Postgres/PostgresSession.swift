internal import CLibPQ

/// A connection, lent to a body that runs on its thread. Never leaves the body; every call is one round trip.
public struct PostgresSession {
    let link: ServerLink

    /// Prepares the statement once for each connection, runs it, and returns its rows.
    @discardableResult
    public func run(_ sql: SQL) throws(PostgresError) -> PostgresRows { try link.run(sql) }

    /// Runs several statements without parameters, as migrations need; all of them or none when in a transaction.
    public func script(_ text: String) throws(PostgresError) { try link.script(text) }

    /// COPY … FROM STDIN in binary: `statement` without its format clause, and `count` rows written by `row`.
    public func copyIn(
        _ statement: String, count: Int, _ row: (Int, inout CopyRow) -> Void
    ) throws(PostgresError) {
        try link.copyIn(statement, count: count, row)
    }
}

/// The fields of one row of a COPY, in the order of its columns.
public struct CopyRow {
    var encoder = BinaryEncoder()
    var fields: Int16 = 0

    public mutating func append(_ value: some PostgresValue) {
        encoder.appendField(value)
        fields += 1
    }

    public mutating func append<Value: PostgresValue>(_ value: Value?) {
        encoder.appendField(value)
        fields += 1
    }
}
