import Testing

@testable import Engine

@Suite("Names of one vulnerability")
struct AliasSetTests {
    private static func sets(_ records: [[String]]) -> AliasSets {
        AliasSets(of: records.enumerated().map { ClusterSample.finding(UInt64($0), $1) })
    }

    @Test(
        "Names that records connect, however far, are one",
        arguments: [
            ([["CVE-2024-0001", "GHSA-a"]], "GHSA-a", ["CVE-2024-0001"]),
            ([["GHSA-a", "PYSEC-1"], ["CVE-2024-0001", "GHSA-a"]], "PYSEC-1", ["CVE-2024-0001"]),
            ([["GHSA-a", "PYSEC-1"]], "PYSEC-1", ["GHSA-a"]),
            ([], "GHSA-z", ["GHSA-z"]),
        ] as [([[String]], String, [String])])
    func connected(records: [[String]], name: String, canonical: [String]) {
        #expect(Self.sets(records).canonical([name]) == canonical)
    }

    @Test(
        "A record with several CVEs connects nothing, and two CVEs are never merged",
        arguments: [
            ([["CVE-2024-0001", "CVE-2024-0002", "GHSA-a"]], "GHSA-a", ["GHSA-a"]),
            ([["CVE-2024-0001", "GHSA-a"], ["CVE-2024-0002", "GHSA-a"]], "GHSA-a", ["GHSA-a"]),
            ([["CVE-2024-0001", "GHSA-a"], ["CVE-2024-0002", "GHSA-a"]], "CVE-2024-0001", ["CVE-2024-0001"]),
            (
                [["CVE-2024-0001", "GHSA-a"], ["CVE-2024-0002", "GHSA-b"], ["GHSA-a", "GHSA-b"]], "GHSA-b",
                ["CVE-2024-0002"]
            ),
        ] as [([[String]], String, [String])])
    func apart(records: [[String]], name: String, canonical: [String]) {
        #expect(Self.sets(records).canonical([name]) == canonical)
    }

    @Test("Rule identifiers and bulletins are no names", arguments: ["CKV-1", "RHSA-2024:1", "B303", "DSA-1", ""])
    func noNames(id: String) { #expect(!AliasSets.isName(id)) }

    @Test("Advisories tell aliases, unless they are withdrawn", arguments: [false, true])
    func advisories(isWithdrawn: Bool) throws {
        let withdrawn = isWithdrawn ? #","withdrawn":"2024-01-01T00:00:00Z""# : ""
        let text = #"{"id":"PYSEC-1","modified":"2024-01-01T00:00:00Z","aliases":["CVE-2024-0001"]\#(withdrawn)}"#
        var reader = AdvisoryReader()
        let sets = AliasSets(of: [], advisories: try reader.advisories(in: Array(text.utf8)))
        #expect(sets.canonical(["PYSEC-1"]) == [isWithdrawn ? "PYSEC-1" : "CVE-2024-0001"])
    }
}
