import Engine
import Postgres
import Store
import TestSupport
import Testing

@Suite("Inputs that a policy demands", .enabled(if: TestDatabase.condition, Comment(rawValue: TestServices.hint)))
struct DemandedInputTests {
    private let key = ServiceKey(tenant: "default", service: "shop")

    /// A decision of the code scan that was made while there was no SBOM.
    private static let waiting = SampleReport(
        number: 1, source: "code", verdict: .defer,
        coverage: [
            Coverage(input: "report", state: .checked), Coverage(input: "sbom", state: .notChecked),
        ])
    private static let bill = SampleReport(number: 2, source: "sbom", inputs: [.sbom])

    private func commit(_ report: SampleReport, _ decision: UInt64, in database: TestDatabase) async throws
        -> CommitResult
    {
        let sequence = try await report.arrive(in: database.store)
        return try await database.store.commit([report.commit(decision, sequence: sequence)])[0]
    }

    @Test("are found by kind and date among a service's current decisions")
    func posted() async throws {
        try await TestDatabase.with { database in
            _ = try await commit(Self.bill, 1, in: database)
            let inputs = try await database.store.profiles([key])[key]?.inputs
            #expect(inputs == [PostedInput(kind: .sbom, at: Self.bill.scan.acceptedAt)])
        }
    }

    @Test("make the decisions again that waited for them, whichever comes first", arguments: [true, false])
    func arrival(waitsFirst: Bool) async throws {
        try await TestDatabase.with { database in
            let reports = waitsFirst ? [Self.waiting, Self.bill] : [Self.bill, Self.waiting]
            for (number, report) in reports.enumerated() {
                _ = try await commit(report, UInt64(number + 1), in: database)
            }
            let waiting = Sample.id(waitsFirst ? 10_001 : 10_002).description
            #expect(try await database.count("SELECT count(*) FROM rescore_item") == 1)
            #expect(
                try await database.count(
                    "SELECT count(*) FROM rescore_item WHERE decision::text = \(waiting)") == 1)
        }
    }

    @Test("leave other services and decisions that miss nothing alone; what misses one is not fingerprinted")
    func others() async throws {
        try await TestDatabase.with { database in
            var elsewhere = Self.waiting
            elsewhere.service = "other"
            let stored = try await commit(elsewhere, 1, in: database)
            #expect(stored.decision?.mayFingerprint == false)
            let complete = SampleReport(number: 3, source: "code")
            #expect(try await commit(complete, 2, in: database).decision?.mayFingerprint == true)
            _ = try await commit(Self.bill, 3, in: database)
            #expect(try await database.count("SELECT count(*) FROM rescore_item") == 0)
        }
    }
}
