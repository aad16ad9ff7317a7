import Engine
import JSON
import Testing

@Suite("CycloneDX")
struct CycloneDXTests {
    private static let log4j: JSONValue = [
        "bom-ref": "c1", "group": "org.apache", "name": "log4j-core", "purl": "pkg:maven/org.apache/log4j-core@2.13.2",
        "version": "2.13.2",
    ]

    private func vulnerability(_ more: [String: JSONValue]) -> JSONValue {
        let base: [String: JSONValue] = ["affects": [["ref": "c1"]], "id": "CVE-2021-44228"]
        return .object(base.merging(more) { _, given in given })
    }

    private func finding(_ more: [String: JSONValue]) throws -> Finding {
        let bom = Reports.cyclonedx(["components": [Self.log4j], "vulnerabilities": [vulnerability(more)]])
        return try #require(try Reports.document(bom).findings.first)
    }

    @Test(
        "A BOM without a list of vulnerabilities is inventory that nothing was checked in; an empty list was checked [nonempty-but-zero]"
    )
    func inventory() throws {
        let inventory = try Reports.document(Reports.cyclonedx(["components": [Self.log4j]]))
        #expect(inventory.state == .notChecked && inventory.stateReason != nil && inventory.components.count == 1)
        let checked = try Reports.document(Reports.cyclonedx(["components": [Self.log4j], "vulnerabilities": []]))
        #expect(checked.state == .checked && checked.findings.isEmpty)
    }

    @Test(
        "The versions up to 1.7 are read", arguments: ["1.0", "1.1", "1.2", "1.3", "1.4", "1.5", "1.6", "1.7", "1.7.1"])
    func versions(version: String) throws {
        #expect(try Reports.document(Reports.cyclonedx([:], version: version)).format == "cyclonedx-\(version)")
    }

    @Test("Components inside components count, with and without a purl")
    func nested() throws {
        let outer: JSONValue = [
            "components": [Self.log4j, ["components": [["name": "deep"]], "name": "mid"]], "name": "app",
        ]
        let document = try Reports.document(Reports.cyclonedx(["components": [outer]]))
        #expect(document.components.map(\.name) == ["app", "deep", "mid", "log4j-core"])
        #expect(document.components.last?.purl == "pkg:maven/org.apache/log4j-core@2.13.2")
    }

    private static let referencesCases: [(JSONValue, String?)] = [
        ("c1", "pkg:maven/org.apache/log4j-core@2.13.2"),
        ("urn:cdx:3e671687-395b-41f5-a30f-a58921a69b79/1#c1", "pkg:maven/org.apache/log4j-core@2.13.2"),
        ("urn:cdx:3e671687-395b-41f5-a30f-a58921a69b79/1#pkg%3Anpm%2Fx%401.0", "pkg:npm/x@1.0"),
        ("pkg:npm/x@1.0", "pkg:npm/x@1.0"), ("lost", "lost"), (nil, nil),
    ]

    @Test("A vulnerability leads to its component by bom-ref, BOM-Link or purl", arguments: referencesCases)
    func references(reference: JSONValue, component: String?) throws {
        #expect(try finding(["affects": [["ref": reference]]]).component == component)
    }

    @Test("It is one finding for each component, and one without a component where it names none")
    func affects() throws {
        let both = vulnerability(["affects": [["ref": "c1"], ["ref": "pkg:npm/x@1.0"]]])
        #expect(try Reports.document(Reports.cyclonedx(["vulnerabilities": [both]])).findings.count == 2)
        let none = vulnerability(["affects": []])
        let findings = try Reports.document(Reports.cyclonedx(["vulnerabilities": [none]])).findings
        #expect(findings.map(\.component) == [nil])
    }

    private static let ratingsCases: [(JSONValue, Severity, Int?)] = [
        ([], .unknown, nil), ([["severity": "high"]], .high, nil),
        ([["method": "CVSSv31", "score": 9.8]], .critical, 98),
        (
            [["method": "CVSSv2", "score": 10.0], ["method": "CVSSv31", "score": 6.5, "severity": "medium"]], .medium,
            65
        ),
        ([["method": "CVSSv3", "score": 5.6], ["method": "CVSSv31", "score": 7.5]], .high, 75),
        ([["method": "CVSSv31", "score": 7.5, "severity": "high"], ["method": "CVSSv4", "score": 6.9]], .high, 69),
        ([["score": 0, "severity": "none"]], .none, nil), ([["severity": "info"]], .low, nil),
        ([["severity": "unknown"], ["severity": "low"]], .low, nil), ([["severity": "novel"]], .unknown, nil),
    ]

    @Test("The newest CVSS version gives the score, the worst statement the severity", arguments: ratingsCases)
    func ratings(ratings: JSONValue, severity: Severity, tenths: Int?) throws {
        let finding = try finding(["ratings": ratings])
        #expect(finding.severity == severity && finding.scoreTenths == tenths)
    }

    private static let analysesCases: [(JSONValue, String?)] = [
        (["state": "exploitable"], nil), (["state": "in_triage"], nil), ([:], nil), (nil, nil),
        (["justification": "code_not_reachable", "state": "not_affected"], "not_affected: code_not_reachable"),
        (["state": "false_positive"], "false_positive"),
        (["detail": "Patched.", "state": "resolved"], "resolved: Patched."),
        (["state": "resolved_with_pedigree"], "resolved_with_pedigree"), (["state": "novel"], nil),
    ]

    @Test("An analysis that ends the matter suppresses, with its justification", arguments: analysesCases)
    func analyses(analysis: JSONValue, reason: String?) throws {
        #expect(try finding(["analysis": analysis]).suppression == reason)
    }

    @Test("The version in use must be named as unaffected, by itself or in a range, to excuse it")
    func versionStatus() throws {
        func suppression(_ versions: JSONValue) throws -> String? {
            try finding(["affects": [["ref": "c1", "versions": versions]]]).suppression
        }
        #expect(try suppression([["status": "unaffected", "version": "2.13.2"]]) != nil)
        #expect(try suppression([["status": "unaffected", "version": "2.17.0"]]) == nil)
        #expect(try suppression([["range": "vers:maven/>=2.13", "status": "unaffected"]]) != nil)
        #expect(try suppression([["range": "vers:maven/>=2.14", "status": "unaffected"]]) == nil)
        #expect(try suppression([["range": "vers:novel/>=2.13", "status": "unaffected"]]) == nil)
        #expect(try suppression([["status": "affected", "version": "2.13.2"]]) == nil)
    }

    @Test("Aliases, CWE numbers and tools are read")
    func details() throws {
        let finding = try finding([
            "cwes": [502, 20], "id": "GHSA-jfh8-c2jp-5v3q", "references": [["id": "cve-2021-44228"], ["id": "SNYK-1"]],
        ])
        #expect(finding.ids == ["CVE-2021-44228", "GHSA-jfh8-c2jp-5v3q", "SNYK-1"])
        #expect(finding.cves == ["CVE-2021-44228"] && finding.weaknesses == [20, 502])
        let old: JSONValue = ["tools": [["name": "a", "version": "1"], ["name": "b"]]]
        #expect(try Reports.document(Reports.cyclonedx(["metadata": old])).tool == "a 1, b")
        let new: JSONValue = ["tools": ["components": [["name": "trivy", "version": "0.5"]]]]
        #expect(try Reports.document(Reports.cyclonedx(["metadata": new])).tool == "trivy 0.5")
    }
}
