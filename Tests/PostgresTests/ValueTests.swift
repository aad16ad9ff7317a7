import Postgres
import TestSupport
import Testing

@Suite("Values", .enabled(if: TestServices.postgresURL != nil, Comment(rawValue: TestServices.hint)))
struct ValueTests {
    @Test("every type comes back as it went")
    func roundTrip() async throws {
        let uuid = PostgresUUID(high: 0x0123_4567_89ab_cdef, low: 0xfedc_ba98_7654_3210)
        let time = PostgresTime(milliseconds: -1)
        let bytes = PostgresBytes([0, 255, 0])
        try await testPool().session { session in
            let row = try session.run(
                """
                SELECT \(true), \(Int64.min), \(Int32(-5)), \(0.1), \("smørrebrød"), \(bytes), \(uuid), \(time), \("")
                """)[0]
            #expect(row.bool(0))
            #expect(row.int64(1) == .min)
            #expect(row.int(2) == -5)
            #expect(row.double(3) == 0.1)
            #expect(row.text(4) == "smørrebrød")
            #expect(row.bytes(5) == [0, 255, 0])
            #expect(row.uuid(6) == uuid)
            #expect(row.time(7) == time)
            #expect(row.text(8).isEmpty)
        }
    }

    @Test("a statement is put together of parts, each with its own values")
    func composition() async throws {
        let inner: SQL = "\("b") || \("c")"
        let parts: SQL = "\("a") || \(inner) || '$' || \("d") || \(inner)"
        try await testPool().session { session in
            let row = try session.run("SELECT \(1), \(parts), \("e")")[0]
            #expect(row.text(1) == "abc$dbc")
        }
    }

    @Test("NULL is nil, alone and in arrays")
    func nulls() async throws {
        try await testPool().session { session in
            let none: String? = nil
            let values: [Int64?] = [1, nil, 3]
            let row = try session.run("SELECT \(none), \(Int64?.none), \(["a", "b"])")[0]
            #expect(row.optionalText(0) == nil && row.optionalInt64(1) == nil)
            #expect(row.texts(2) == ["a", "b"])
            let rows = try session.run("SELECT value FROM unnest(\(values)) WITH ORDINALITY AS given (value, place)")
            #expect(rows.map { $0.optionalInt64(0) } == values)
        }
    }

    @Test("unnest takes columns of any length, none included", arguments: [0, 1, 5_000])
    func unnest(count: Int) async throws {
        let ids = (0..<count).map { $0 }
        let texts = ids.map { "value \($0)" }
        try await testPool().session { session in
            let rows = try session.run("SELECT * FROM unnest(\(ids), \(texts)) AS given (id, label)")
            #expect(rows.count == count)
            #expect(rows.map { $0.int(0) } == ids)
            #expect(rows.map { $0.text(1) } == texts)
        }
    }

    @Test("an empty text and empty bytes are no NULL, also as the only parameter")
    func empty() async throws {
        try await testPool().session { session in
            let row = try session.run("SELECT \(PostgresBytes([])) IS NULL")[0]
            #expect(!row.bool(0))
            #expect(try session.run("SELECT \("")")[0].text(0).isEmpty)
        }
    }

    @Test("text with a NUL is refused by the server with its own code")
    func nul() async throws {
        let error = await #expect(throws: PostgresError.self) {
            try await testPool().session { session in _ = try session.run("SELECT \("a\u{0}b")") }
        }
        #expect(error?.state == .characterNotInRepertoire)
    }

    @Test("COPY writes many rows with NULLs, in one or many pieces", arguments: [0, 3, 40_000])
    func copy(count: Int) async throws {
        try await testPool().transaction { session in
            try session.script("CREATE TEMPORARY TABLE copied (id bigint, label text) ON COMMIT DROP")
            try session.copyIn("COPY copied FROM STDIN", count: count) { index, row in
                row.append(index)
                row.append(index.isMultiple(of: 2) ? "row \(index)" : nil)
            }
            let row = try session.run("SELECT count(*), count(label), COALESCE(sum(id), 0)::bigint FROM copied")[0]
            #expect(row.int(0) == count)
            #expect(row.int(1) == (count + 1) / 2)
            #expect(row.int(2) == count * (count - 1) / 2)
        }
    }

    @Test("a COPY that breaks a rule fails whole and leaves the connection usable")
    func copyFailure() async throws {
        let pool = try testPool(size: 1)
        try await pool.session { session in
            try session.script("CREATE TEMPORARY TABLE checked (id bigint CHECK (id < 2))")
            let error = #expect(throws: PostgresError.self) {
                try session.copyIn("COPY checked FROM STDIN", count: 5) { index, row in row.append(index) }
            }
            #expect(error?.state == .checkViolation)
            #expect(try session.run("SELECT count(*) FROM checked")[0].int(0) == 0)
        }
    }

    @Test("an error names its code, its constraint and its statement")
    func errors() async throws {
        try await testPool().session { session in
            try session.script("CREATE TEMPORARY TABLE numbered (id bigint CONSTRAINT one_of_each PRIMARY KEY)")
            let error = #expect(throws: PostgresError.self) {
                _ = try session.run("INSERT INTO numbered SELECT * FROM unnest(\([1, 1]))")
            }
            #expect(error?.state == .uniqueViolation)
            #expect(error?.constraint == "one_of_each")
            #expect(error?.operation.hasPrefix("INSERT INTO numbered") == true)
        }
    }
}
