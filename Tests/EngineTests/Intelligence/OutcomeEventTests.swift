import JSON
import Testing

@testable import Engine

@Suite("An outcome")
struct OutcomeEventTests {
    private func outcome(_ text: String) throws -> OutcomeEvent {
        try OutcomeEvent(parsing: JSONValue(parsing: Array(text.utf8)))
    }

    @Test("is read back from its canonical bytes")
    func roundTrip() throws {
        let given = try outcome(
            """
            {"id":"jira-812","kind":"deployed","at":"2026-11-20T08:00:00Z","service":"shop","by":"ci","propensity":0.2,
             "cve":"CVE-2021-44228","finding":"00000000000000000000000000000001"}
            """)
        #expect(given.kind == .deployed && given.propensity == 0.2 && given.finding == .numbered(1))
        #expect(try outcome(String(decoding: given.canonical, as: UTF8.self)) == given)
    }

    @Test(
        "is refused with the path of what is wrong",
        arguments: [
            (#"{"kind":"patched","at":"2026-11-20","service":"shop","finding":"1"}"#, "id"),
            (#"{"id":"1","at":"2026-11-20","service":"shop"}"#, "kind"),
            (#"{"id":"1","kind":"hacked","at":"2026-11-20","service":"shop"}"#, "kind"),
            (#"{"id":"1","kind":"exploited","at":"2026-11-20","service":"shop"}"#, "finding"),
            (#"{"id":"1","kind":"patched","at":"2026-11-20","service":"shop","cve":"CVE-2024-1000"}"#, "finding"),
            (#"{"id":"1","kind":"patched","at":"2026-11-20","service":"shop","finding":"1"}"#, "finding"),
            (#"{"id":"1","kind":"exploited","at":"soon","service":"shop","cve":"CVE-2024-1000"}"#, "at"),
            (#"{"id":"1","kind":"exploited","at":"2026-11-20","service":"shop","cve":"log4j"}"#, "cve"),
            (#"{"id":"1","kind":"deployed","at":"2026-11-20","service":"shop","propensity":0}"#, "propensity"),
            (#"{"id":"1","kind":"withdrawn","at":"2026-11-20","service":"shop","propensity":0.5}"#, "propensity"),
            (#"{"id":"1","kind":"deployed","at":"2026-11-20","service":"shop","colour":"red"}"#, "colour"),
        ])
    func refusals(text: String, path: String) {
        let problem = #expect(throws: PolicyProblem.self) { try outcome(text) }
        #expect(problem?.path == path)
    }
}
