internal import CLibPQ
internal import Glibc

/// libpq's connection and its prepared statements. Owned by one thread; connects when first used.
final class ServerLink {
    /// More statements than this are not kept: ours are fewer, each with a constant text.
    private static let statementLimit = 512

    let limit: AnswerLimit
    private let settings: PostgresSettings
    private var raw: OpaquePointer?
    private var statements: [String: String] = [:]
    private var retryAt: ContinuousClock.Instant?
    private var lastFailure: PostgresError?
    /// Set while a transaction is open: its statements must not go to a fresh connection, which would commit each alone.
    var isPinned = false

    init(_ settings: PostgresSettings, limit: AnswerLimit) {
        self.limit = limit
        self.settings = settings
    }

    deinit { PQfinish(raw) }

    func close() {
        PQfinish(raw)
        raw = nil
        statements = [:]
    }

    /// A live connection; after a failure no new try for half a second.
    private func connected() throws(PostgresError) -> OpaquePointer {
        if let raw, PQstatus(raw) == CONNECTION_OK { return raw }
        guard !isPinned else {
            throw PostgresError(.connection, "the connection broke within a transaction", operation: "connect")
        }
        close()
        if let retryAt, let lastFailure, ContinuousClock.now < retryAt { throw lastFailure }
        let fresh = PQconnectdb(settings.connectionString)
        guard let fresh, PQstatus(fresh) == CONNECTION_OK else {
            let failure = PostgresError(.connection, Self.text(PQerrorMessage(fresh)), operation: "connect")
            PQfinish(fresh)
            retryAt = ContinuousClock.now + .milliseconds(500)
            lastFailure = failure
            throw failure
        }
        // Notices (IF EXISTS and the like) would go to stderr.
        PQsetNoticeReceiver(fresh, { _, _ in }, nil)
        raw = fresh
        retryAt = nil
        return fresh
    }

    func run(_ sql: SQL) throws(PostgresError) -> PostgresRows {
        let connection = try connected()
        let name = try statement(for: sql, connection)
        let result = try answer(connection, isSent: send(sql, name, connection), sql.operation)
        defer { PQclear(result) }
        return try rows(result, connection, sql)
    }

    private func send(_ sql: SQL, _ name: String, _ connection: OpaquePointer) -> Int32 {
        let count = sql.parameters.count
        let lengths = sql.parameters.map { Int32($0.range?.count ?? 0) }
        let formats = [Int32](repeating: 1, count: count)
        // A null pointer means NULL, so that values of length 0 need a place to point to as well.
        return (sql.values.isEmpty ? [0] : sql.values).withUnsafeBytes { buffer in
            let base = buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
            let values = sql.parameters.map { parameter in
                parameter.range.flatMap { range in base.map { UnsafePointer($0 + range.lowerBound) } }
            }
            return PQsendQueryPrepared(connection, name, Int32(count), values, lengths, formats, 1)
        }
    }

    /// Drops a connection that the server closed while it was idle, so that its next use begins with a new one.
    func refresh() {
        guard let raw else { return }
        // Nothing is expected while idle, so that whatever can be read is a farewell or the end of the stream.
        var socket = pollfd(fd: PQsocket(raw), events: Int16(POLLIN), revents: 0)
        if poll(&socket, 1, 0) != 0 { close() }
    }

    private func statement(for sql: SQL, _ connection: OpaquePointer) throws(PostgresError) -> String {
        if let known = statements[sql.text] { return known }
        if statements.count >= Self.statementLimit {
            try script("DEALLOCATE ALL")
            statements = [:]
        }
        let name = "s\(statements.count)"
        let types = sql.parameters.map(\.type)
        let result = try answer(
            connection, isSent: PQsendPrepare(connection, name, sql.text, Int32(types.count), types), sql.operation)
        defer { PQclear(result) }
        guard PQresultStatus(result) == PGRES_COMMAND_OK else { throw failure(result, connection, sql.operation) }
        statements[sql.text] = name
        return name
    }

    func script(_ text: String) throws(PostgresError) {
        let connection = try connected()
        let operation = SQL.firstLine(of: text)
        let result = try answer(connection, isSent: PQsendQuery(connection, text), operation)
        defer { PQclear(result) }
        guard [PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_EMPTY_QUERY].contains(PQresultStatus(result)) else {
            throw failure(result, connection, operation)
        }
    }

    /// Whether a transaction is open, or failed and not yet rolled back.
    var isInTransaction: Bool { raw.map { PQtransactionStatus($0) != PQTRANS_IDLE } ?? false }

    /// Whether a statement of the open transaction failed: the server would answer COMMIT by rolling back.
    var isTransactionFailed: Bool { raw.map { PQtransactionStatus($0) == PQTRANS_INERROR } ?? false }

    private func rows(
        _ result: OpaquePointer?, _ connection: OpaquePointer, _ sql: SQL
    ) throws(PostgresError) -> PostgresRows {
        guard let result, [PGRES_COMMAND_OK, PGRES_TUPLES_OK].contains(PQresultStatus(result)) else {
            throw failure(result, connection, sql.operation)
        }
        return PostgresRows(copying: result)
    }

    func failure(_ result: OpaquePointer?, _ connection: OpaquePointer, _ operation: String) -> PostgresError {
        let state = result.flatMap { PQresultErrorField($0, fx_diag_sqlstate) }.map { String(cString: $0) }
        let message = result.flatMap { PQresultErrorField($0, fx_diag_message) } ?? PQerrorMessage(connection)
        let constraint = result.flatMap { PQresultErrorField($0, fx_diag_constraint) }.map { String(cString: $0) }
        guard let state else { return PostgresError(.connection, Self.text(message), operation: operation) }
        return PostgresError(
            .sqlState(SQLState(rawValue: state)), Self.text(message), constraint: constraint, operation: operation)
    }

    private static func text(_ message: UnsafePointer<CChar>?) -> String {
        guard let message else { return "no reason given" }
        let lines = String(cString: message).split(separator: "\n")
        return lines.map { $0.drop { $0 == " " || $0 == "\t" }.description }.joined(separator: " ")
    }
}

extension ServerLink {
    /// COPY's binary format: a signature of 11 bytes, flags and extension length; then rows; then -1.
    func copyIn(_ statement: String, count: Int, _ row: (Int, inout CopyRow) -> Void) throws(PostgresError) {
        let connection = try connected()
        let began = try answer(
            connection, isSent: PQsendQuery(connection, statement + " WITH (FORMAT binary)"), statement)
        defer { PQclear(began) }
        guard PQresultStatus(began) == PGRES_COPY_IN else { throw failure(began, connection, statement) }
        var encoder = BinaryEncoder()
        encoder.append(Array("PGCOPY\n".utf8) + [0xFF, 0x0D, 0x0A, 0x00])
        encoder.append(Int32(0))
        encoder.append(Int32(0))
        var fields = CopyRow()
        for index in 0..<count {
            fields.encoder.removeAll()
            fields.fields = 0
            row(index, &fields)
            encoder.append(fields.fields)
            encoder.append(fields.encoder.bytes)
            if encoder.bytes.count > 128 * 1024 { try put(&encoder, connection, statement) }
        }
        encoder.append(Int16(-1))
        try put(&encoder, connection, statement)
        guard PQputCopyEnd(connection, nil) == 1 else { throw failure(nil, connection, statement) }
        let ended = try answer(connection, isSent: 1, statement)
        defer { PQclear(ended) }
        guard PQresultStatus(ended) == PGRES_COMMAND_OK else { throw failure(ended, connection, statement) }
    }

    private func put(_ encoder: inout BinaryEncoder, _ connection: OpaquePointer, _ statement: String)
        throws(PostgresError)
    {
        let status = encoder.bytes.withUnsafeBytes { raw in
            PQputCopyData(connection, raw.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(raw.count))
        }
        guard status == 1 else { throw failure(nil, connection, statement) }
        encoder.removeAll()
    }
}
