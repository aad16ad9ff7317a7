import Engine
import Hashing
import Postgres
import TestSupport
import Testing

@testable import Store

@Suite("Dead letters", .enabled(if: TestDatabase.condition, Comment(rawValue: TestServices.hint)))
struct DeadLetterTests {
    private let settlement = DeadLetterSettlement(at: Sample.time(100), by: "ada", isDryRun: false)
    private let dryRun = DeadLetterSettlement(at: Sample.time(100), by: "ada", isDryRun: true)

    private func job(
        _ scan: NewScan, stage: String = "normalize", code: String = "attempts-exhausted", reason: String = "timeout"
    ) -> FailedJob {
        FailedJob(
            tenant: "default", service: scan.service, source: scan.source, scan: scan.id, job: scan.id.description,
            stage: stage, problem: ScanProblem(code: code, reason: reason), message: Array("{}".utf8),
            timeline: Array("[]".utf8), attempts: 5, failedAt: Sample.time(50))
    }

    /// Accepts the scans and buries each of them.
    private func bury(_ numbers: [UInt64], in database: TestDatabase, service: String = "shop") async throws
        -> [NewScan]
    {
        let scans = numbers.map { Sample.scan($0, service: service) }
        _ = try await database.store.accept(scans, createsServices: true)
        try await database.store.bury(scans.map { job($0) })
        return scans
    }

    private func status(of scan: NewScan, in database: TestDatabase) async throws -> ScanStatus? {
        try await database.store.scans([scan.id], tenant: "default").first?.status
    }

    @Test("a letter tells the signal that ended its worker, whether the end or the letter is noted first")
    func workerEnds() async throws {
        try await TestDatabase.with { database in
            let store = database.store
            let scans = [1, 2, 3].map { Sample.scan($0) }
            _ = try await store.accept(scans, createsServices: true)
            let ends = [WorkerEnd(worker: "h.1.a", signal: "SIGSEGV"), WorkerEnd(worker: "h.2.b", signal: "SIGABRT")]
            try await store.note([ends[0]])
            try await store.bury(zip(scans, ["h.1.a", "h.2.b", "h.3.c"]).map { died($0, worker: $1) })
            try await store.note(ends)
            let letters = try await store.deadLetters(tenant: "default", limit: 10)
            #expect(
                Dictionary(uniqueKeysWithValues: letters.map { ($0.worker, $0.error) }) == [
                    "h.1.a": "the worker was ended by SIGSEGV", "h.2.b": "the worker was ended by SIGABRT",
                    "h.3.c": "no signal was seen",
                ])
        }
    }

    private func died(_ scan: NewScan, worker: String) -> FailedJob {
        FailedJob(
            tenant: "default", service: scan.service, source: scan.source, scan: scan.id, job: scan.id.description,
            stage: "score", problem: ScanProblem(code: "worker-died", reason: "died"), error: "no signal was seen",
            worker: worker, message: Array("{}".utf8), timeline: Array("[]".utf8), attempts: 0, deaths: 2,
            failedAt: Sample.time(50))
    }

    @Test("redriving queues the failed scan again and says who did it; doing it twice is refused")
    func redrive() async throws {
        try await TestDatabase.with { database in
            let store = database.store
            let scan = try await bury([1], in: database)[0]
            let page = try await store.redrive(.filter(.open), tenant: "default", limit: 10, settlement)
            #expect(page.scans.map(\.id) == [scan.id])
            #expect(page.done.count == 1)
            #expect(page.refused.isEmpty)
            #expect(try await status(of: scan, in: database) == .queued)
            let unfinished = try await store.unfinishedScans(olderThan: 0, after: nil, limit: 10)
            #expect(unfinished.map(\.id) == [scan.id], "the reconciler finds it, whether Redis was told or not")
            let letter = try #require(try await store.deadLetter(page.done[0], tenant: "default"))
            #expect(letter.state == .redriven)
            #expect(letter.settlement == StoredDeadLetter.Settlement(at: Sample.time(100), by: "ada"))
            #expect(letter.redrives == 1)
            let again = try await store.redrive(.ids(page.done), tenant: "default", limit: 10, settlement)
            #expect(again.done.isEmpty)
            #expect(again.scans.isEmpty)
            #expect(again.refused.map(\.code) == [.alreadyRedriven])
            #expect(try await store.deadLetters(tenant: "default", limit: 10).isEmpty)
        }
    }

    @Test("a job that fails again after a redrive opens its letter anew")
    func reopened() async throws {
        try await TestDatabase.with { database in
            let scan = try await bury([1], in: database)[0]
            _ = try await database.store.redrive(.filter(.open), tenant: "default", limit: 10, settlement)
            try await database.store.bury([job(scan)])
            let letter = try #require(try await database.store.deadLetters(tenant: "default", limit: 10).first)
            #expect(letter.state == .open)
            #expect(letter.times == 2)
            #expect(letter.redrives == 1)
            #expect(try await status(of: scan, in: database) == .failed)
        }
    }

    @Test("a dry run counts what the real run does, and changes nothing", arguments: [1, 2, 100])
    func dryRuns(pageSize: Int) async throws {
        try await TestDatabase.with { database in
            let store = database.store
            let scans = try await bury([1, 2, 3], in: database)
            // Two letters of one scan, in one page or in two.
            try await store.bury([job(scans[0], stage: "score")])
            func all(_ settlement: DeadLetterSettlement) async throws -> (done: Int, refused: Int) {
                var (last, done, refused) = (Int64(0), 0, 0)
                while true {
                    let page = try await store.redrive(
                        .filter(.open), tenant: "default", after: last, limit: pageSize, settlement)
                    guard let next = page.last else { return (done, refused) }
                    (last, done, refused) = (next, done + page.done.count, refused + page.refused.count)
                }
            }
            let dry = try await all(dryRun)
            #expect(try await status(of: scans[0], in: database) == .failed)
            #expect(try await store.deadLetterCount(tenant: "default") == 4)
            let real = try await all(settlement)
            #expect(dry == (4, 0))
            #expect(real == (4, 0))
            #expect(try await status(of: scans[0], in: database) == .queued)
        }
    }

    @Test("a scan that was decided meanwhile, or that a newer decision has replaced, is refused with the reason")
    func refused() async throws {
        try await TestDatabase.with { database in
            let store = database.store
            let report = SampleReport(number: 1)
            let sequence = try await report.arrive(in: store)
            _ = try await store.commit([report.commit(1, sequence: sequence)])
            try await store.bury([job(report.scan)])
            _ = try await bury([2], in: database, service: "other")
            let newer = SampleReport(number: 3, service: "other")
            let later = try await newer.arrive(in: store)
            _ = try await store.commit([newer.commit(3, sequence: later)])
            let page = try await store.redrive(.filter(.open), tenant: "default", limit: 10, settlement)
            #expect(page.refused.map(\.code) == [.decided, .superseded])
            #expect(page.done.isEmpty)
            #expect(try await store.unfinishedScanCount(upTo: 10) == 0)
        }
    }

    @Test("dead re-score items are made again by a run of their own, those that are still in force")
    func rescores() async throws {
        try await TestDatabase.with { database in
            let store = database.store
            for number in UInt64(1)...2 {
                _ = try await database.decide(
                    number, service: "shop\(number)", cves: ["CVE-2026-000\(number)"], epoch: 0)
            }
            try await database.beginRun()
            let chunk = try #require(try await store.releaseRescore(limit: 10).first)
            let dead = FailedJob(
                tenant: "default", service: "", scan: nil, job: "\(chunk.range.run).1-2", stage: "enrich",
                jobClass: "bulk", problem: ScanProblem(code: "worker-died", reason: "died"), message: [],
                timeline: Array("[]".utf8), attempts: 0, failedAt: Sample.time(50), rescore: chunk.range)
            try await store.bury([dead])
            #expect(try await store.finishRescoreRuns() == [chunk.range.run])
            let letter = try #require(try await store.deadLetters(tenant: "default", limit: 10).first)
            #expect(letter.decisions == 2)
            _ = try await database.decide(9, service: "shop2", cves: [], epoch: 0)
            let page = try await store.redrive(.filter(.open), tenant: "default", limit: 10, settlement)
            #expect(page.done == [letter.id])
            #expect(page.rescored == 1)
            let run = try #require(try await store.rescoreRuns(tenant: "default", limit: 1).first)
            #expect(run.cause == .redrive)
            #expect(run.remaining == 1)
            let fresh = try #require(try await store.releaseRescore(limit: 10).first)
            #expect(try await store.rescoreItems(fresh.range).map(\.service) == ["shop1"])
        }
    }

    @Test("discarding marks, deletes nothing, and a discarded letter can be redriven")
    func discard() async throws {
        try await TestDatabase.with { database in
            let store = database.store
            let scan = try await bury([1], in: database)[0]
            let page = try await store.discard(.filter(.open), tenant: "default", limit: 10, settlement)
            #expect(page.done.count == 1)
            #expect(try await store.deadLetter(page.done[0], tenant: "default")?.state == .discarded)
            #expect(try await status(of: scan, in: database) == .failed)
            let again = try await store.discard(.ids(page.done), tenant: "default", limit: 10, settlement)
            #expect(again.refused.map(\.code) == [.alreadyDiscarded])
            let back = try await store.redrive(.ids(page.done), tenant: "default", limit: 10, settlement)
            #expect(back.scans.map(\.id) == [scan.id])
        }
    }

    @Test("a letter of another tenant is not found, whatever is done to it")
    func tenants() async throws {
        try await TestDatabase.with { database in
            let scan = try await bury([1], in: database)[0]
            let id = try #require(try await database.store.deadLetters(tenant: "default", limit: 1).first?.id)
            #expect(try await database.store.deadLetter(id, tenant: "other") == nil)
            #expect(try await database.store.redrive(.ids([id]), tenant: "other", limit: 1, settlement).done.isEmpty)
            #expect(try await status(of: scan, in: database) == .failed)
        }
    }

    @Test(
        "a filter finds what it says",
        arguments: [
            ("stage=normalize", 2), ("stage!=normalize", 1), ("stage=score and error~TIMEOUT", 1),
            ("error!~timeout", 0),
            ("service=shop", 2), ("service~sho and attempts>=5", 2), ("engine<\(EngineVersion.major)", 0),
            ("engine<\(EngineVersion.major + 1) and age>2h", 3),
            ("age<1s", 0), ("times=1 and deaths=0", 3), ("code='attempts-exhausted'", 3), ("state=discarded", 0),
            ("class=live", 3), ("scan~0000 and service=\"a b\"", 1), ("source=default and job!=x", 3),
        ])
    func filters(text: String, count: Int) async throws {
        try await TestDatabase.with { database in
            _ = try await bury([1, 2], in: database)
            let scan = Sample.scan(3, service: "a b")
            _ = try await database.store.accept([scan], createsServices: true)
            try await database.store.bury([job(scan, stage: "score")])
            let filter = try DeadLetterFilter(parsing: text)
            #expect(try await database.store.deadLetterCount(filter, tenant: "default") == count)
            #expect(try await database.store.deadLetters(filter, tenant: "default", limit: 10).count == count)
        }
    }

    @Test("a service shows its newest scan that failed, until a newer one is decided")
    func failedService() async throws {
        try await TestDatabase.with { database in
            let scan = try await bury([1], in: database)[0]
            let key = ServiceKey(tenant: "default", service: "shop")
            let failed = try #require(try await database.store.service(key)?.failed.first)
            #expect(failed.scan == scan.id)
            #expect(failed.problem.reason == "timeout")
            _ = try await database.decide(2, service: "shop", cves: [], epoch: 0)
            #expect(try await database.store.service(key)?.failed.isEmpty == true)
        }
    }
}

extension TestDatabase {
    /// A re-score run over every current decision.
    fileprivate func beginRun() async throws {
        try await pool.session { session in
            _ = try session.run(
                """
                WITH run AS (
                    INSERT INTO rescore_run (tenant, cause, epoch, items)
                    SELECT 'default', 'feed', 0, count(*) FROM current_decision
                    RETURNING id
                )
                INSERT INTO rescore_item (run, item, tenant, decision)
                SELECT run.id, row_number() OVER (ORDER BY service), 'default', decision FROM run, current_decision
                """)
        }
    }
}
