import Engine
import Fleet
import Hashing
import JSON
import Store
import TestSupport
import Testing

@testable import Stages

@Suite("A decision's answer", .enabled(if: TestServices.postgresURL != nil, "\(TestServices.hint)"))
struct KnownAnswerTests {
    static let reports = [
        TestLine.report(["CVE-2021-44228", "CVE-2020-36518"]), TestLine.report([]),
        // It says nothing, and the answer says why.
        Array(#"{"bomFormat":"CycloneDX","components":[],"specVersion":"1.5","version":1}"#.utf8),
    ]

    @Test("is the same object from the store, from the cache and from the engine, with its feeds", arguments: reports)
    func ways(report: [UInt8]) async throws {
        let line = try await TestLine()
        _ = try await line.importKEV(["CVE-2021-44228"])
        _ = try await line.importEPSS(["CVE-2021-44228": 0.94, "CVE-2020-36518": 0.001])
        let held = try await line.store.threatTable().headers
        try await line.running {
            let scan = try await line.accept(report)
            let record = try await line.decision(of: scan)
            let stored = try record.answer(findingLimit: KnownAnswers.findingLimit)
            let cached = try await line.eventually("the answer is cached") { try await Self.cached(report, in: line) }
            #expect(stored.canonicalText == cached.canonicalText)
            let document = try #require(record.document.map { try Document(canonical: $0) })
            let built = DecisionAnswer.json(
                for: record.decision, decisionID: record.id, enriched: record.enriched, document: document,
                evidence: record.evidence, findingLimit: KnownAnswers.findingLimit, feeds: held)
            #expect(stored.canonicalText == built.canonicalText)
            #expect(stored["feeds"]?["kev"]?["version"] == "1")
            for entry in stored["coverage"]?.array ?? [] {
                #expect((entry["at"] == .null) == (entry["input"] == "report"))
            }
        }
    }

    private static func cached(_ report: [UInt8], in line: TestLine) async throws -> JSONValue? {
        let key = FingerprintKey.digest(
            tenant: "default", service: "shop", source: "default", format: "auto", artifact: Digest(of: report))
        let query = FingerprintQuery(tenant: "default", service: "shop", source: "default", digest: key.description)
        let value = try await line.fleet.readFingerprints([query]).first?.value
        return try value.flatMap { try JSONValue(parsing: $0)["answer"] }
    }
}
