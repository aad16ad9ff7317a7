import Glibc
import Postgres
import TestSupport
import Testing

@Suite("Pool and transactions", .enabled(if: TestServices.postgresURL != nil, Comment(rawValue: TestServices.hint)))
struct PoolTests {
    @Test("an address that is no address is refused at once, and a server that is away says so")
    func addresses() async throws {
        #expect(throws: PostgresError.self) { try PostgresPool(PostgresSettings(url: "mysql://localhost/x")) }
        let pool = try PostgresPool(PostgresSettings(url: "postgres://127.0.0.1:1/none", size: 1))
        let error = await #expect(throws: PostgresError.self) {
            try await pool.session { session in _ = try session.run("SELECT 1") }
        }
        #expect(error?.isConnection == true && error?.isTransient == true)
    }

    @Test("more callers than connections take turns")
    func turns() async throws {
        let pool = try testPool(size: 2)
        let sum = try await withThrowingTaskGroup(of: Int.self) { group in
            for number in 1...50 {
                group.addTask { try await pool.session { session in try session.run("SELECT \(number)")[0].int(0) } }
            }
            return try await group.reduce(0, +)
        }
        #expect(sum == 1275)
    }

    @Test("callers beyond the bound are refused while the others wait")
    func bound() async throws {
        let pool = try testPool(size: 1, waiterLimit: 1)
        let refused = Counter()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<6 {
                group.addTask {
                    do {
                        try await pool.session { session in _ = try session.run("SELECT pg_sleep(0.1) IS NULL") }
                    } catch let error as PostgresError where error.code == .poolExhausted {
                        #expect(error.isTransient)
                        refused.increase()
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(refused.value >= 1)
        #expect(try await pool.session { session in try session.run("SELECT 1")[0].int(0) } == 1)
    }

    @Test("a throwing body rolls back, a returning one commits")
    func transactions() async throws {
        struct Stop: Error {}
        let pool = try testPool(size: 1)
        try await pool.session { session in try session.script("CREATE TEMPORARY TABLE kept (id bigint)") }
        await #expect(throws: Stop.self) {
            try await pool.transaction { session in
                try session.run("INSERT INTO kept VALUES (\(1))")
                throw Stop()
            }
        }
        try await pool.transaction { session in _ = try session.run("INSERT INTO kept VALUES (\(2))") }
        #expect(try await pool.session { session in try session.run("SELECT id FROM kept").map { $0.int(0) } } == [2])
    }

    @Test("a transaction whose error was swallowed is no success")
    func swallowed() async throws {
        let pool = try testPool(size: 1)
        let error = await #expect(throws: PostgresError.self) {
            try await pool.transaction { session in _ = try? session.run("SELECT 1 / \(0)") }
        }
        #expect(error?.state == .failedTransaction)
    }

    @Test(
        "serialization failures run the body again, and give up after five times", arguments: [(2, true), (9, false)])
    func retries(failures: Int, succeeds: Bool) async throws {
        let pool = try testPool(size: 1)
        let runs = Counter()
        do {
            try await pool.transaction { session in
                guard runs.increase() <= failures else { return }
                try session.script("DO $$ BEGIN RAISE EXCEPTION 'again' USING ERRCODE = '40001'; END $$")
            }
            #expect(succeeds)
        } catch let error as PostgresError {
            #expect(!succeeds)
            #expect(error.state == .serializationFailure)
        }
        #expect(runs.value == min(failures + 1, 5))
    }

    @Test("a connection that the server closed is replaced by its next use")
    func replaced() async throws {
        let pool = try testPool(size: 1)
        let backend = try await pool.session { session in try session.run("SELECT pg_backend_pid()")[0].int(0) }
        try await testPool(size: 1).session { session in
            // Waits until the backend is gone, so that the close is on its way.
            _ = try session.run("SELECT pg_terminate_backend(\(Int32(backend)), 5000)")
        }
        let next = try await pool.session { session in try session.run("SELECT pg_backend_pid()")[0].int(0) }
        #expect(next != backend)
    }

    @Test(
        "a server that hangs is given up after a while, sooner in a process that is to stop", arguments: [false, true])
    func hung(isStopping: Bool) async throws {
        let pool = try testPool(size: 1, answerTimeout: isStopping ? 60_000 : 1_000)
        let backend = try await pool.session { session in try session.run("SELECT pg_backend_pid()")[0].int(0) }
        // It acknowledges what is sent, as its kernel does, and answers nothing.
        kill(Int32(backend), SIGSTOP)
        defer { kill(Int32(backend), SIGCONT) }
        if isStopping { pool.hurry(limit: .milliseconds(500)) }
        let error = await #expect(throws: PostgresError.self) {
            try await pool.session { session in _ = try session.run("SELECT 1") }
        }
        #expect(error?.isConnection == true)
        let next = try await pool.session { session in try session.run("SELECT pg_backend_pid()")[0].int(0) }
        #expect(next != backend)
    }

    @Test("a connection that breaks within a transaction ends it, and is never silently replaced inside it")
    func brokenInside() async throws {
        let pool = try testPool(size: 1)
        let error = await #expect(throws: PostgresError.self) {
            try await pool.transaction { session in
                _ = try? session.run("SELECT pg_terminate_backend(pg_backend_pid())")
                _ = try session.run("SELECT 1")
            }
        }
        #expect(error?.isConnection == true)
        #expect(try await pool.session { session in try session.run("SELECT 1")[0].int(0) } == 1)
    }

    @Test("a session that leaves a transaction open does not give it to the next caller")
    func openTransaction() async throws {
        let pool = try testPool(size: 1)
        try await pool.session { session in try session.script("BEGIN; CREATE TEMPORARY TABLE left_open (id bigint)") }
        let open = try await pool.session { session in
            try session.run("SELECT to_regclass('left_open') IS NOT NULL")[0].bool(0)
        }
        #expect(!open)
    }

    @Test("a statement that runs too long is cancelled by the server")
    func timeout() async throws {
        let pool = try testPool(size: 1, statementTimeout: 50)
        let error = await #expect(throws: PostgresError.self) {
            try await pool.session { session in _ = try session.run("SELECT pg_sleep(10) IS NULL") }
        }
        #expect(error?.state == .queryCanceled)
        #expect(error?.isTransient == true)
    }
}
