import Engine
import Postgres
import Store
import TestSupport
import Testing

@Suite("Intake", .enabled(if: TestDatabase.condition, Comment(rawValue: TestServices.hint)))
struct IntakeTests {
    @Test("numbers follow the batch without gaps, apart for each source")
    func sequences() async throws {
        try await TestDatabase.with { database in
            let first = try await database.store.accept(
                [Sample.scan(1), Sample.scan(2, source: "trivy"), Sample.scan(3)], createsServices: true)
            #expect(
                first == [
                    .accepted(Sample.id(1), sequence: 1), .accepted(Sample.id(2), sequence: 1),
                    .accepted(Sample.id(3), sequence: 2),
                ])
            let second = try await database.store.accept([Sample.scan(4)], createsServices: true)
            #expect(second == [.accepted(Sample.id(4), sequence: 3)])
            #expect(try await database.store.unfinishedScanCount(upTo: 100) == 4)
            #expect(try await database.store.unfinishedScanCount(upTo: 2) == 2)
        }
    }

    @Test("an undeclared service is refused where services are declared, and its delivery is not remembered")
    func declared() async throws {
        try await TestDatabase.with { database in
            _ = try await database.store.setContext(
                ServiceKey(tenant: "default", service: "shop"), context: nil, at: Sample.start)
            let delivery = WebhookDelivery(provider: "github", id: "d1")
            let answers = try await database.store.accept(
                [Sample.scan(1), Sample.scan(2, service: "other", delivery: delivery)], createsServices: false)
            #expect(answers == [.accepted(Sample.id(1), sequence: 1), .unknownService])
            #expect(try await database.count("SELECT count(*) FROM webhook_delivery") == 0)
        }
    }

    @Test("a repeated delivery is answered with the first one's scan, in one batch and later")
    func deliveries() async throws {
        try await TestDatabase.with { database in
            let delivery = WebhookDelivery(provider: "github", id: "d1")
            let first = try await database.store.accept(
                [Sample.scan(1, delivery: delivery), Sample.scan(2, delivery: delivery), Sample.scan(3)],
                createsServices: true)
            #expect(
                first == [
                    .accepted(Sample.id(1), sequence: 1), .repeatedDelivery(of: Sample.id(1)),
                    .accepted(Sample.id(3), sequence: 2),
                ])
            let later = try await database.store.accept([Sample.scan(4, delivery: delivery)], createsServices: true)
            #expect(later == [.repeatedDelivery(of: Sample.id(1))])
            #expect(try await database.count("SELECT count(*) FROM scan") == 2)
        }
    }

    @Test("equal reports are stored once and read back as they came")
    func artifacts() async throws {
        try await TestDatabase.with { database in
            let body = String(repeating: "finding ", count: 20_000)
            let scans = [
                Sample.scan(1, body: body), Sample.scan(2, service: "api", body: body), Sample.scan(3, body: ""),
            ]
            _ = try await database.store.accept(scans, createsServices: true)
            #expect(try await database.count("SELECT count(*) FROM artifact") == 2)
            let keys = scans.map { ContentKey(tenant: "default", digest: $0.artifact) }
            let stored = try await database.store.artifacts(
                keys + [ContentKey(tenant: "other", digest: keys[0].digest)])
            #expect(stored == [keys[0]: Array(body.utf8), keys[2]: []])
        }
    }

    @Test("a name with a NUL is refused with a sentence, before anything is written")
    func nul() async throws {
        try await TestDatabase.with { database in
            let error = await #expect(throws: StoreError.self) {
                try await database.store.accept(
                    [Sample.scan(1), Sample.scan(2, service: "sh\u{0}op")], createsServices: true)
            }
            #expect(error?.code == .invalidText)
            #expect(error?.message.contains("service") == true)
            let written = try await database.count("SELECT count(*) FROM scan")
            #expect(written == 0)
        }
    }

    @Test("batches from many gateways at once leave no gap and no double number")
    func concurrently() async throws {
        try await TestDatabase.with(size: 8) { database in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for gateway in UInt64(0)..<16 {
                    group.addTask {
                        let scans = (UInt64(0)..<20).map { Sample.scan(gateway * 100 + $0, service: "s\($0 % 3)") }
                        _ = try await database.store.accept(
                            gateway.isMultiple(of: 2) ? scans : scans.reversed(), createsServices: true)
                    }
                }
                try await group.waitForAll()
            }
            #expect(try await database.count("SELECT count(*) FROM scan") == 320)
            let gaps: SQL = """
                SELECT count(*) FROM (
                    SELECT FROM scan GROUP BY tenant, service, source HAVING max(sequence) <> count(*)
                ) AS uneven
                """
            #expect(try await database.count(gaps) == 0)
        }
    }

    @Test("unfinished scans come in pages, with what their message is made of")
    func unfinished() async throws {
        try await TestDatabase.with { database in
            let scans = (1...5).map { Sample.scan(UInt64($0)) }
            _ = try await database.store.accept(scans, createsServices: true)
            let first = try await database.store.unfinishedScans(olderThan: 0, after: nil, limit: 3)
            #expect(first.map(\.id) == scans.prefix(3).map(\.id))
            #expect(first[0].artifact == scans[0].artifact)
            #expect(first.map(\.sequence) == [1, 2, 3])
            let rest = try await database.store.unfinishedScans(olderThan: 0, after: first[2].id, limit: 3)
            #expect(rest.map(\.id) == scans.suffix(2).map(\.id))
        }
    }
}
