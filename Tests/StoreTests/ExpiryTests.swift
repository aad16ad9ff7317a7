import Engine
import Postgres
import Store
import TestSupport
import Testing

@Suite("A current decision whose time passes", .enabled(if: TestServices.postgresURL != nil, "\(TestServices.hint)"))
struct ExpiryTests {
    private static let past = Sample.start
    private static let future = Timestamp(milliseconds: 4_000_000_000_000)

    private func decide(_ number: UInt64, until end: Timestamp?, in database: TestDatabase) async throws -> ScanID {
        var report = SampleReport(number: number, service: "s\(number)")
        report.validUntil = end
        let sequence = try await report.arrive(in: database.store)
        let decision = try await database.store.commit([report.commit(number, sequence: sequence)])[0].decision
        return try #require(decision).id
    }

    @Test("begins one run, once; others go on")
    func once() async throws {
        try await TestDatabase.with { database in
            let ended = try await decide(1, until: Self.past, in: database)
            _ = try await decide(2, until: Self.future, in: database)
            _ = try await decide(3, until: nil, in: database)
            #expect(try await database.store.rescoreExpired(limit: 10) == 1)
            #expect(try await database.store.rescoreExpired(limit: 10) == 0)
            let run = try #require(try await database.store.rescoreRuns(tenant: "default", limit: 5).first)
            #expect(run.cause == .expiry && run.items == 1)
            let chunk = try await database.store.releaseRescore(limit: 1)[0].range
            #expect(try await database.store.rescoreItems(chunk).map(\.decision) == [ended])
        }
    }

    @Test("is taken the oldest first, as many as the limit lets through")
    func limit() async throws {
        try await TestDatabase.with { database in
            for number in UInt64(1)...5 {
                _ = try await decide(number, until: Self.past.adding(days: -Int64(number)), in: database)
            }
            #expect(try await database.store.rescoreExpired(limit: 2) == 2)
            let chunk = try await database.store.releaseRescore(limit: 1)[0].range
            let services = try await database.store.rescoreItems(chunk).map(\.service)
            #expect(services == ["s4", "s5"])
            #expect(try await database.store.rescoreExpired(limit: 10) == 3)
        }
    }

    @Test(
        "holds until its new end when it would come out the same, and one that is past again is looked at again later")
    func unchanged() async throws {
        try await TestDatabase.with { database in
            for number in UInt64(1)...2 { _ = try await decide(number, until: Self.past, in: database) }
            #expect(try await database.store.rescoreExpired(limit: 10) == 2)
            let chunk = try await database.store.releaseRescore(limit: 1)[0].range
            try await database.store.finishRescoreItems(
                [
                    UnchangedItem(item: 1, validUntil: Self.future), UnchangedItem(item: 2, validUntil: Self.past),
                ], of: chunk.run)
            #expect(try await database.store.finishRescoreRuns() == [chunk.run])
            #expect(try await database.count("SELECT count(*) FROM current_decision WHERE valid_until > now()") == 2)
            #expect(try await database.store.rescoreExpired(limit: 10) == 0)
        }
    }
}
